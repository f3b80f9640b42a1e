// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The library against real kubo nodes: content goes in by kubo's own {@code ipfs add}, comes out
 * through the library, and the two trees are compared.
 *
 * <p>May import everything. Start at {@link org.ipfsfetch.it.LayoutsIT}; where the nodes come from
 * is in {@link org.ipfsfetch.it.KuboNodes}.
 */
package org.ipfsfetch.it;
