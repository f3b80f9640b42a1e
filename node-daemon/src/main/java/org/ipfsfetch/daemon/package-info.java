// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Blocks from a kubo daemon over its HTTP RPC: what it has as one CAR, the rest block by block.
 *
 * <p>Found by name through {@link org.ipfsfetch.daemon.DaemonBlockSourceProvider}; read {@link
 * org.ipfsfetch.daemon.DaemonDialect} first, which says how a daemon is asked and what it answers.
 * Imports {@code http} and the API; nothing imports it.
 */
package org.ipfsfetch.daemon;
