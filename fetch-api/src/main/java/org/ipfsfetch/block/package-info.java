// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Verified bytes, and the buffers they arrive in.
 *
 * <p>Imports {@code multiformats} only. Start at {@link org.ipfsfetch.block.Block}.
 */
package org.ipfsfetch.block;
