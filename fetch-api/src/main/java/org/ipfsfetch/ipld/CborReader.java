// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * Reads one dag-cbor value. No length in the input makes it allocate more than was really there.
 * Recursion ends at {@link DataModelLimits#MAX_DEPTH}. For one thread and one use.
 */
final class CborReader {
  /** Which forms of a value are taken. */
  enum Strictness {
    /** Its only form. */
    CANONICAL,
    /** Those that go-ipld-prime takes. */
    AS_GO
  }

  private static final int INDEFINITE = 31;
  private static final int LINK_TAG = 42;
  private static final int MAX_RESERVED = 16; // entries of a list to make room for unseen

  private final byte[] bytes;
  private final boolean canonical;
  private final DataModelLimits limits = new DataModelLimits();
  private int at;
  private int keyAt; // where the bytes of the key that was read last begin

  CborReader(byte[] bytes, Strictness strictness) {
    this.bytes = bytes;
    this.canonical = strictness == Strictness.CANONICAL;
  }

  IpldNode readAll() throws DecodeException {
    try {
      IpldNode value = read();
      if (at != bytes.length) {
        throw new DecodeException((bytes.length - at) + " bytes too many");
      }
      return value;
    } catch (DecodeException e) {
      throw new DecodeException("not dag-cbor, near byte " + at + ": " + e.getMessage(), e);
    }
  }

  private IpldNode read() throws DecodeException {
    limits.count();
    int head = next();
    int major = head >>> 5;
    int info = head & 31;
    return switch (major) {
      case 0 -> integer(false, argument(info));
      case 1 -> integer(true, argument(info));
      case 2 -> {
        int length = length(argument(info), 1);
        at += length;
        yield new IpldNode.Bytes(Arrays.copyOfRange(bytes, at - length, at));
      }
      case 3 -> new IpldNode.Text(text(argument(info)));
      case 4 -> list(length(argument(info), 1));
      case 5 -> map(length(argument(info), 2));
      case 6 -> link(argument(info));
      default -> simple(info);
    };
  }

  private static IpldNode integer(boolean negative, long argument) {
    return IpldNode.Int.small(negative, argument);
  }

  private int next() throws DecodeException {
    require(1);
    return bytes[at++] & 0xff;
  }

  private void require(long count) throws DecodeException {
    if (count < 0 || count > bytes.length - at) {
      throw new DecodeException("unexpected end");
    }
  }

  /** The number behind the first byte, which must not have fitted into fewer bytes; unsigned. */
  private long argument(int info) throws DecodeException {
    if (info < 24) {
      return info;
    }
    long value =
        switch (info) {
          case 24 -> bigEndian(1);
          case 25 -> bigEndian(2);
          case 26 -> bigEndian(4);
          case 27 -> bigEndian(8);
          case INDEFINITE -> throw new DecodeException("indefinite length");
          default -> throw new DecodeException("reserved length " + info);
        };
    int bytesBefore = 1 << info - 24 >> 1;
    long largestShorter = bytesBefore == 0 ? 23 : (1L << 8 * bytesBefore) - 1;
    if (Long.compareUnsigned(value, largestShorter) <= 0) {
      throw new DecodeException("number is longer than it needs to be");
    }
    return value;
  }

  private long bigEndian(int count) throws DecodeException {
    require(count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  /** A count of things that take so many bytes at least, which must therefore be there. */
  private int length(long count, int bytesEach) throws DecodeException {
    if (count < 0 || count > (bytes.length - at) / bytesEach) {
      throw new DecodeException("unexpected end");
    }
    return (int) count;
  }

  private String text(long argument) throws DecodeException {
    int length = length(argument, 1);
    at += length;
    return canonical
        ? Utf8.decode(bytes, at - length, length)
        : new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  private IpldNode list(int count) throws DecodeException {
    limits.enter();
    List<IpldNode> items = new ArrayList<>(Math.min(count, MAX_RESERVED));
    for (int i = 0; i < count; i++) {
      items.add(read());
    }
    limits.leave();
    return new IpldNode.List(items);
  }

  private IpldNode map(int count) throws DecodeException {
    limits.enter();
    Map<String, IpldNode> entries = new LinkedHashMap<>();
    int lastKeyAt = 0;
    int lastKeyLength = -1;
    for (int i = 0; i < count; i++) {
      String key = key();
      int keyLength = at - keyAt;
      if (canonical && lastKeyLength >= 0) {
        requireAscending(lastKeyAt, lastKeyLength, keyAt, keyLength);
      }
      lastKeyAt = keyAt;
      lastKeyLength = keyLength;
      if (entries.put(key, read()) != null) {
        throw new DecodeException("map key twice");
      }
    }
    limits.leave();
    return new IpldNode.Map(entries);
  }

  private String key() throws DecodeException {
    int head = next();
    if (head >>> 5 != 3) {
      throw new DecodeException("map key is not text");
    }
    long length = argument(head & 31);
    keyAt = at;
    return text(length);
  }

  /** Shorter keys come first, equally long ones in the order of their bytes. */
  private void requireAscending(int at1, int length1, int at2, int length2) throws DecodeException {
    int order =
        length1 != length2
            ? Integer.compare(length1, length2)
            : Arrays.compareUnsigned(bytes, at1, at1 + length1, bytes, at2, at2 + length2);
    if (order >= 0) {
      throw new DecodeException("map keys twice or out of order");
    }
  }

  private IpldNode link(long tag) throws DecodeException {
    if (tag != LINK_TAG) {
      throw new DecodeException("tag " + Long.toUnsignedString(tag) + ", only 42 is known");
    }
    int head = next();
    if (head >>> 5 != 2) {
      throw new DecodeException("link is not in bytes");
    }
    int length = length(argument(head & 31), 1);
    if (length == 0 || bytes[at] != 0) {
      throw new DecodeException("link does not begin with a zero byte");
    }
    at += length;
    return new IpldNode.Link(Cid.decode(bytes, at - length + 1, length - 1));
  }

  private IpldNode simple(int info) throws DecodeException {
    return switch (info) {
      case 20 -> IpldNode.Bool.FALSE;
      case 21 -> IpldNode.Bool.TRUE;
      case 22 -> IpldNode.Null.INSTANCE;
      case 27 -> real(Double.longBitsToDouble(bigEndian(8)));
      default -> {
        if (canonical) {
          throw new DecodeException("simple value or short float " + info);
        }
        yield lenient(info);
      }
    };
  }

  private IpldNode lenient(int info) throws DecodeException {
    return switch (info) {
      case 23 -> IpldNode.Null.INSTANCE; // undefined
      case 25 -> real(half((int) bigEndian(2)));
      case 26 -> real(Float.intBitsToFloat((int) bigEndian(4)));
      default -> throw new DecodeException("simple value " + info);
    };
  }

  private IpldNode real(double value) throws DecodeException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new DecodeException("float is not a finite number");
    }
    if (canonical && value == 0 && Double.doubleToRawLongBits(value) != 0) {
      throw new DecodeException("float is negative zero");
    }
    return new IpldNode.Real(value);
  }

  /** A float of 16 bits: sign, 5 bits of exponent, 10 of fraction. */
  private static double half(int bits) {
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> (fraction | 0x400) * Math.scalb(1.0, exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
  }
}
