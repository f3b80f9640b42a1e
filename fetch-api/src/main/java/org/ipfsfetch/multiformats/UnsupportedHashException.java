// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

/**
 * A hash that is not trusted to identify content, or whose digest has an unsafe length.
 *
 * <p>The multihash is well formed; content with such a name is refused unread.
 */
public final class UnsupportedHashException extends DecodeException {
  private static final long serialVersionUID = 1L;

  public UnsupportedHashException(String message) {
    super(message);
  }
}
