// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

/** In which form a want is asked for. */
public enum Form {
  /** A CAR, which may bring more than the block. */
  STREAM,
  /** The bytes of the block alone. */
  BLOCK
}
