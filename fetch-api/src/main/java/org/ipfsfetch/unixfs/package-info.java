// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What files and directories say about themselves inside of dag-pb.
 *
 * <p>Imports {@code multiformats} and {@code ipld} only. Start at {@link
 * org.ipfsfetch.unixfs.UnixFs}; large directories are in {@link org.ipfsfetch.unixfs.HamtShard}.
 */
package org.ipfsfetch.unixfs;
