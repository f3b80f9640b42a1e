// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The unsigned varint of multiformats: seven bits a byte, little end first, at most nine bytes.
 *
 * <p>Not the varint of protobuf, which may be longer than it needs to be and has ten bytes: two
 * spellings of one number would give one block two CIDs.
 *
 * @see <a href="https://github.com/multiformats/unsigned-varint">unsigned-varint</a>
 */
public final class Varint {
  /** A number of 63 bits takes nine bytes; a longer one is an error. */
  public static final int MAX_BYTES = 9;

  private Varint() {}

  /**
   * Reads a number of 0..2^63-1 and moves the position behind it.
   *
   * @throws DecodeException when the input ends inside the number, or the number is longer than
   *     nine bytes or than it needs to be
   */
  public static long read(ByteBuffer in) throws DecodeException {
    long value = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      if (!in.hasRemaining()) {
        throw cut();
      }
      byte b = in.get();
      value |= (long) (b & 0x7f) << 7 * i;
      if (b >= 0) {
        return minimal(value, b, i);
      }
    }
    throw tooLong();
  }

  /**
   * Reads the number that begins at an offset; {@link #size} of the result tells where it ends.
   *
   * @param limit the first index that does not belong to the input any more
   * @throws DecodeException as for {@link #read(ByteBuffer)}
   */
  public static long read(byte[] bytes, int offset, int limit) throws DecodeException {
    long value = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      if (offset + i >= limit) {
        throw cut();
      }
      byte b = bytes[offset + i];
      value |= (long) (b & 0x7f) << 7 * i;
      if (b >= 0) {
        return minimal(value, b, i);
      }
    }
    throw tooLong();
  }

  private static long minimal(long value, byte last, int index) throws DecodeException {
    if (last == 0 && index > 0) {
      throw new DecodeException("varint is longer than it needs to be");
    }
    return value;
  }

  private static DecodeException cut() {
    return new DecodeException("unexpected end inside a varint");
  }

  private static DecodeException tooLong() {
    return new DecodeException("varint is longer than " + MAX_BYTES + " bytes");
  }

  /** How many bytes the number takes; the number is not negative. */
  public static int size(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(requireUnsigned(value) | 1);
    return (bits + 6) / 7;
  }

  /** Writes the number at the position. */
  public static void write(long value, ByteBuffer out) {
    long rest = requireUnsigned(value);
    while (rest > 0x7f) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /** Writes the number to a stream. */
  public static void write(long value, OutputStream out) throws IOException {
    long rest = requireUnsigned(value);
    while (rest > 0x7f) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Writes the number into an array and gives the index behind it. */
  public static int write(long value, byte[] out, int offset) {
    long rest = requireUnsigned(value);
    int at = offset;
    while (rest > 0x7f) {
      out[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
    return at;
  }

  private static long requireUnsigned(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative varint: " + value);
    }
    return value;
  }
}
