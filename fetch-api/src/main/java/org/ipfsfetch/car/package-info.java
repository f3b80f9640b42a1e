// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Content archives: many blocks in one stream, or in one file that serves as a source.
 *
 * <p>Imports {@code multiformats}, {@code ipld}, {@code source} and {@code disk}. Start at {@link
 * org.ipfsfetch.car.CarDecoder}. Nothing that comes out of here is verified.
 */
package org.ipfsfetch.car;
