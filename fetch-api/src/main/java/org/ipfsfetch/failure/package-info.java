// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Why a fetch failed, sorted by what the caller can do about it.
 *
 * <p>Imports nothing of the project. Start at {@link org.ipfsfetch.failure.FetchException}.
 */
package org.ipfsfetch.failure;
