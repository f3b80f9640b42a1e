// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import org.ipfsfetch.multiformats.DecodeException;

/**
 * A cursor over the fields of a protobuf message that lies in a range of an array.
 *
 * <p>Use: {@code while (reader.nextField()) switch (reader.field()) …}, then read or skip the
 * value. Values are read in place and nothing is copied. Groups, which no format here has, are an
 * error. For one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">protobuf encoding</a>
 */
public final class ProtoReader {
  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int LENGTH_DELIMITED = 2;
  public static final int FIXED32 = 5;

  private static final long MAX_FIELD = (1L << 29) - 1;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int wireType;

  public ProtoReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  /**
   * Reads the tag of the next field; false at the end of the message.
   *
   * @throws DecodeException when there is no valid tag
   */
  public boolean nextField() throws DecodeException {
    if (at == end) {
      return false;
    }
    long tag = varint();
    long number = tag >>> 3;
    if (number == 0 || number > MAX_FIELD) {
      throw new DecodeException("protobuf field number " + number + " is out of range");
    }
    field = (int) number;
    wireType = (int) (tag & 7);
    return true;
  }

  /** Number of the field whose tag was read last. */
  public int field() {
    return field;
  }

  /** How the value of that field is written. */
  public int wireType() {
    return wireType;
  }

  /** Index in the array of what is read next. */
  public int position() {
    return at;
  }

  /**
   * @throws DecodeException when the field is written in another way than the format has it
   */
  public void requireWireType(int expected) throws DecodeException {
    if (wireType != expected) {
      throw new DecodeException(
          "protobuf field " + field + " has wire type " + wireType + ", not " + expected);
    }
  }

  /** A number of 64 bits; unlike a multiformats varint it may be longer than it needs to be. */
  public long varint() throws DecodeException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = byteAt(at++);
      if (shift == 63 && (b & 0xfe) != 0) {
        throw new DecodeException("protobuf varint is longer than 64 bits");
      }
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new AssertionError("the tenth byte ends it");
  }

  private byte byteAt(int index) throws DecodeException {
    if (index >= end) {
      throw cut();
    }
    return bytes[index];
  }

  /** Length of the delimited value that begins at {@link #position}, all of which is there. */
  public int length() throws DecodeException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw new DecodeException(
          "protobuf field "
              + field
              + " of "
              + Long.toUnsignedString(length)
              + " bytes, but "
              + (end - at)
              + " are left");
    }
    return (int) length;
  }

  /** Moves on; the bytes were found to be there. */
  public void advance(int length) {
    at += length;
  }

  /** Four bytes, little end first. */
  public int fixed32() throws DecodeException {
    requireLeft(4);
    int value =
        bytes[at] & 0xff
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | (bytes[at + 3] & 0xff) << 24;
    at += 4;
    return value;
  }

  /** Passes over the value of a field that means nothing to the reader. */
  public void skipValue() throws DecodeException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH_DELIMITED -> advance(length());
      default ->
          throw new DecodeException("protobuf field " + field + " has wire type " + wireType);
    }
  }

  private void skip(int count) throws DecodeException {
    requireLeft(count);
    at += count;
  }

  private void requireLeft(int count) throws DecodeException {
    if (count > end - at) {
      throw cut();
    }
  }

  private static DecodeException cut() {
    return new DecodeException("unexpected end of protobuf message");
  }
}
