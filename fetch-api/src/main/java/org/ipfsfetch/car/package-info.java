// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Content archives: many blocks in one stream.
 *
 * <p>Imports {@code multiformats} and {@code ipld} only. Start at {@link
 * org.ipfsfetch.car.CarDecoder}. Nothing that comes out of here is verified.
 */
package org.ipfsfetch.car;
