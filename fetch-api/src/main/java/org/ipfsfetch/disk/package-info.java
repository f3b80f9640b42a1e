// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The safe place on disk that a tree is written into, and what a walk must remember on disk.
 *
 * <p>Knows nothing of IPFS: names, bytes, links, modes and times come in, a directory, file or link
 * comes out at the target, whole or not at all. May import {@code failure}, {@code unixfs.Mtime}
 * and {@code config.SymlinkPolicy}, nothing else of the project. Start at {@link
 * org.ipfsfetch.disk.Staging}.
 */
package org.ipfsfetch.disk;
