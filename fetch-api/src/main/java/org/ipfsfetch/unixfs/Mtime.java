// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

/**
 * When a file was last changed.
 *
 * @param seconds since 1970, negative before
 * @param nanos 0..999999999, to be added
 */
public record Mtime(long seconds, int nanos) {
  public Mtime {
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("nanoseconds out of range: " + nanos);
    }
  }
}
