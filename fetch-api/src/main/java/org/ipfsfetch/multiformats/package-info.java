// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Self-describing names: multibase, varint, multihash, CID, and the hash functions behind them.
 *
 * <p>Imports nothing of the project; everything else may import it. Start at {@link
 * org.ipfsfetch.multiformats.Cid}. Bad input ends in a {@link
 * org.ipfsfetch.multiformats.DecodeException} and in nothing else.
 */
package org.ipfsfetch.multiformats;
