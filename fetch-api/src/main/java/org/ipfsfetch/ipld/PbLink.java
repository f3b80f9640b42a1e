// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.util.Arrays;
import java.util.Objects;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * A link of a dag-pb node. Immutable as long as nobody changes the array.
 *
 * @param cid the block it leads to
 * @param nameBytes its name as it is stored, which need not be UTF-8; empty when there is none
 * @param tsize what the writer said the blocks below take together, -1 when it said nothing, {@link
 *     Long#MAX_VALUE} when it said more than that. Often wrong: a hint, never to be relied on
 */
public record PbLink(Cid cid, byte[] nameBytes, long tsize) {
  public PbLink {
    Objects.requireNonNull(cid);
    Objects.requireNonNull(nameBytes);
  }

  /**
   * The name as text.
   *
   * @throws DecodeException when it is not UTF-8
   */
  public String name() throws DecodeException {
    return Utf8.decode(nameBytes, 0, nameBytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PbLink that
        && tsize == that.tsize
        && cid.equals(that.cid)
        && Arrays.equals(nameBytes, that.nameBytes);
  }

  @Override
  public int hashCode() {
    return cid.hashCode() * 31 + Arrays.hashCode(nameBytes);
  }
}
