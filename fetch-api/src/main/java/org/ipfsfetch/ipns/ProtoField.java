// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * One field of a small protobuf message.
 *
 * <p>Reads what any protobuf reader reads: unknown fields are kept and ignored, of a field that
 * occurs twice the last counts.
 *
 * @param number of the field
 * @param varint the value of a varint field, else 0
 * @param bytes the value of a length-delimited field, else empty
 * @param wireType 0 or 2; fields of fixed length (1 and 5) are skipped
 */
record ProtoField(int number, int wireType, long varint, byte[] bytes) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final byte[] NOTHING = {};

  /** All fields of a message, in order. The caller bounds the length of the message. */
  static List<ProtoField> readAll(byte[] message) throws DecodeException {
    Reader reader = new Reader(message);
    List<ProtoField> fields = new ArrayList<>();
    while (!reader.isAtEnd()) {
      fields.add(reader.field());
    }
    return fields;
  }

  static OptionalLong number(List<ProtoField> fields, int number) throws DecodeException {
    Optional<ProtoField> field = last(fields, number, VARINT);
    return field.isPresent() ? OptionalLong.of(field.get().varint) : OptionalLong.empty();
  }

  static Optional<byte[]> bytes(List<ProtoField> fields, int number) throws DecodeException {
    return last(fields, number, LENGTH_DELIMITED).map(ProtoField::bytes);
  }

  private static Optional<ProtoField> last(List<ProtoField> fields, int number, int wireType)
      throws DecodeException {
    Optional<ProtoField> last = Optional.empty();
    for (ProtoField field : fields) {
      if (field.number == number) {
        if (field.wireType != wireType) {
          throw new DecodeException("protobuf field " + number + " has the wrong type");
        }
        last = Optional.of(field);
      }
    }
    return last;
  }

  /** Where in a message reading has got to. */
  private static final class Reader {
    private final byte[] message;
    private int at;

    Reader(byte[] message) {
      this.message = message;
    }

    boolean isAtEnd() {
      return at == message.length;
    }

    ProtoField field() throws DecodeException {
      long tag = varint();
      int wireType = (int) (tag & 7);
      long number = tag >>> 3;
      if (number < 1 || number > 0x1fffffff) {
        throw new DecodeException("protobuf field number out of range");
      }
      return switch (wireType) {
        case VARINT -> new ProtoField((int) number, wireType, varint(), NOTHING);
        case LENGTH_DELIMITED -> new ProtoField((int) number, wireType, 0, take(varint()));
        case FIXED64 -> new ProtoField((int) number, wireType, 0, take(Long.BYTES));
        case FIXED32 -> new ProtoField((int) number, wireType, 0, take(Integer.BYTES));
        default -> throw new DecodeException("protobuf wire type " + wireType);
      };
    }

    private byte[] take(long length) throws DecodeException {
      if (length < 0 || length > message.length - at) {
        throw new DecodeException("unexpected end of a protobuf message");
      }
      at += (int) length;
      return Arrays.copyOfRange(message, at - (int) length, at);
    }

    /** Protobuf's, not multiformats': ten bytes, all 64 bits, and padding is allowed. */
    private long varint() throws DecodeException {
      long value = 0;
      for (int shift = 0; shift < 70; shift += 7) {
        if (at == message.length) {
          throw new DecodeException("unexpected end of a protobuf message");
        }
        byte next = message[at++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new DecodeException("protobuf number of more than ten bytes");
    }
  }
}
