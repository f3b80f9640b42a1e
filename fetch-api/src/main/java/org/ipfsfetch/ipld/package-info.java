// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Blocks with links in them: dag-pb, dag-cbor, dag-json.
 *
 * <p>Imports {@code multiformats} only. Start at {@link org.ipfsfetch.ipld.PbNode}, which all files
 * and directories are made of; {@link org.ipfsfetch.ipld.IpldNode} holds what the other two say.
 */
package org.ipfsfetch.ipld;
