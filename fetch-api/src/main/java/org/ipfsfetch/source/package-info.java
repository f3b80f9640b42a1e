// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The seam between the fetch and its backends: wants go out, unproven blocks come back.
 *
 * <p>A backend implements {@link org.ipfsfetch.source.BlockSource} and is found through {@link
 * org.ipfsfetch.source.BlockSourceProvider}. Read {@link org.ipfsfetch.source.SourceSession} first:
 * it holds the obligations of both sides. Imports {@code multiformats}, {@code block} and {@code
 * config} only.
 */
package org.ipfsfetch.source;
