// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What people and programs write to name content, as one value.
 *
 * <p>Read {@link org.ipfsfetch.address.IpfsPath} first. Imports {@code multiformats} and {@code
 * ipns} only.
 */
package org.ipfsfetch.address;
