// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Content from IPFS, verified, on disk: the face of the library.
 *
 * <p>Start at {@link org.ipfsfetch.Fetcher}; its method {@code carryOut} names every step of a
 * fetch in the order they happen. Nothing below this package imports it.
 */
package org.ipfsfetch;
