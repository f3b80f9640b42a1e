// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

/** The first step of a content path: what its root is. */
public enum Namespace {
  /** A CID, which never changes its meaning. */
  IPFS,
  /** A name, which whoever holds its key or its domain may point elsewhere. */
  IPNS
}
