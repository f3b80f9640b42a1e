// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Mutable names: keys, and the signed records that say what a key's owner points it at.
 *
 * <p>Read {@link org.ipfsfetch.ipns.IpnsRecord} first. Imports {@code multiformats} and {@code
 * ipld} only.
 */
package org.ipfsfetch.ipns;
