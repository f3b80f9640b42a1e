// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.nio.ByteBuffer;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Varint;

/**
 * Gathers the CID at the start of a section, which may come in pieces. A CID has no length of its
 * own; the numbers it begins with tell where it ends. Wrong ones are found as soon as they are
 * there, so that text in the place of a section is not waited for. For one thread.
 */
final class SectionCid {
  /** Four times what a CID with the longest digest takes that anybody verifies. */
  static final int MAX_BYTES = 1024;

  private static final int V0_BYTES = 34;
  private static final int NUMBERS = 4; // version, codec, hash function, length of the digest

  private final byte[] gathered = new byte[MAX_BYTES];
  private int filled;
  private int numberAt; // where the number begins that is being gathered
  private int numbers;
  private int length; // 0 until it is known

  /**
   * Takes what it needs from the input.
   *
   * @param sectionBytes of the CID and the block
   * @return whether the CID is complete
   */
  boolean take(ByteBuffer in, long sectionBytes) throws DecodeException {
    while (length == 0 && in.hasRemaining()) {
      if (filled == sectionBytes) {
        throw tooSmall(sectionBytes);
      }
      gathered[filled++] = in.get();
      lookAtLastByte();
      if (length > sectionBytes) {
        throw tooSmall(sectionBytes);
      }
    }
    int count = Math.min(in.remaining(), length - filled);
    if (count > 0) {
      in.get(gathered, filled, count);
      filled += count;
    }
    if (length == 0 && filled == sectionBytes) {
      throw tooSmall(sectionBytes);
    }
    return length > 0 && filled == length;
  }

  private void lookAtLastByte() throws DecodeException {
    if (gathered[0] == 0x12) { // a multihash of sha2-256 alone: CIDv0
      length = filled == 1 ? 0 : lengthOfV0();
      return;
    }
    if (gathered[filled - 1] < 0 && filled - numberAt < Varint.MAX_BYTES) {
      return;
    }
    long number = Varint.read(gathered, numberAt, filled);
    numberAt = filled;
    numbers++;
    if (numbers == 1 && number != 1) {
      throw new DecodeException("CID version " + number + " is not known");
    }
    if (numbers == NUMBERS) {
      if (number > MAX_BYTES - filled) {
        throw new DecodeException("CID with a digest of " + number + " bytes");
      }
      length = filled + (int) number;
    }
  }

  private int lengthOfV0() throws DecodeException {
    if (gathered[1] != 0x20) {
      throw new DecodeException("CID version 18 is not known");
    }
    return V0_BYTES;
  }

  private static DecodeException tooSmall(long sectionBytes) {
    return new DecodeException("section of " + sectionBytes + " bytes is smaller than its CID");
  }

  /** Length of the complete CID. */
  int length() {
    return length;
  }

  /** The complete CID; what is taken next is another one. */
  Cid finish() throws DecodeException {
    Cid cid = Cid.decode(gathered, 0, length);
    filled = 0;
    numberAt = 0;
    numbers = 0;
    length = 0;
    return cid;
  }
}
