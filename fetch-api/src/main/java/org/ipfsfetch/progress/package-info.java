// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a fetch tells while it runs.
 *
 * <p>Imports {@code multiformats} only. Start at {@link org.ipfsfetch.progress.FetchListener}.
 */
package org.ipfsfetch.progress;
