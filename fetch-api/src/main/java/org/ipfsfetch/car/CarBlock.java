// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.util.Arrays;
import java.util.Objects;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Excerpt;

/**
 * A section of a CAR: bytes, and the CID that they are said to have. Unverified.
 *
 * @param bytes not copied, and not to be changed
 */
public record CarBlock(Cid cid, byte[] bytes) {
  public CarBlock {
    Objects.requireNonNull(cid);
    Objects.requireNonNull(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CarBlock that
        && cid.equals(that.cid)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }

  @Override
  public String toString() {
    return cid + " (" + bytes.length + " bytes: " + Excerpt.of(bytes) + ")";
  }
}
