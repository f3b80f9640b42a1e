// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The name of a block: the multihash of its bytes, and how they are to be read.
 *
 * <p>Equality looks at version, codec and multihash. Two CIDs that differ only in the first two
 * name the same bytes: maps of blocks are keyed by {@link #multihash()}. Immutable.
 *
 * @see <a href="https://github.com/multiformats/cid">CID</a>
 */
public final class Cid implements Comparable<Cid> {
  private static final int V0_BYTES = 34;
  private static final int V0_LETTERS = 46;

  private final int version;
  private final long codec;
  private final Multihash multihash;

  private Cid(int version, long codec, Multihash multihash) {
    this.version = version;
    this.codec = codec;
    this.multihash = multihash;
  }

  /** A CIDv1. */
  public static Cid v1(long codec, Multihash hash) {
    if (codec < 0) {
      throw new IllegalArgumentException("negative codec: " + codec);
    }
    return new Cid(1, codec, hash);
  }

  /**
   * Reads either text form: {@code Qm…}, or a multibase letter and what follows.
   *
   * @throws DecodeException when it is neither, says a version other than 0 or 1, or has bytes
   *     behind its end
   */
  public static Cid parse(String text) throws DecodeException {
    try {
      if (text.length() == V0_LETTERS && text.startsWith("Qm")) {
        return decode(Multibase.BASE58BTC.decodeWithoutPrefix(text));
      }
      return decode(Multibase.decode(text));
    } catch (DecodeException e) {
      throw new DecodeException(
          "not a CID: " + Excerpt.of(text) + lostCase(text) + ": " + e.getMessage(), e);
    }
  }

  private static String lostCase(String text) {
    boolean looksLikeV0 =
        text.length() == V0_LETTERS && text.toLowerCase(Locale.ROOT).startsWith("qm");
    return looksLikeV0 && !text.startsWith("Qm")
        ? " (it looks like a CIDv0 whose case was lost: CIDv0 is case-sensitive, use its CIDv1 form)"
        : "";
  }

  /**
   * Reads the binary form, all of it.
   *
   * @throws DecodeException as for {@link #parse}
   */
  public static Cid decode(byte[] bytes) throws DecodeException {
    return decode(bytes, 0, bytes.length);
  }

  /**
   * Reads the binary form from a range, all of it.
   *
   * @throws DecodeException as for {@link #parse}
   */
  public static Cid decode(byte[] bytes, int offset, int length) throws DecodeException {
    int used = lengthAt(bytes, offset, offset + length);
    if (used != length) {
      throw new DecodeException(
          (length - used) + " bytes too many behind CID " + Excerpt.of(bytes, offset, length));
    }
    return at(bytes, offset, offset + length);
  }

  /**
   * Reads the CID that begins at the position and moves the position behind it; more may follow.
   *
   * @throws DecodeException when there is none; the position is then where it was
   */
  public static Cid read(ByteBuffer in) throws DecodeException {
    if (in.hasArray()) {
      int from = in.arrayOffset() + in.position();
      int length = lengthAt(in.array(), from, from + in.remaining());
      Cid cid = at(in.array(), from, from + length);
      in.position(in.position() + length);
      return cid;
    }
    byte[] copy = new byte[in.remaining()];
    in.duplicate().get(copy);
    int length = lengthAt(copy, 0, copy.length);
    in.position(in.position() + length);
    return at(copy, 0, length);
  }

  /**
   * How long the CID is that begins at an offset: checks it as reading does and makes no object.
   *
   * @param limit the first index that does not belong to the input any more
   * @throws DecodeException when there is no CID
   */
  public static int lengthAt(byte[] bytes, int offset, int limit) throws DecodeException {
    if (isV0At(bytes, offset, limit)) {
      if (limit - offset < V0_BYTES) {
        throw new DecodeException("unexpected end of CIDv0: " + (limit - offset) + " of 34 bytes");
      }
      return V0_BYTES;
    }
    long version = Varint.read(bytes, offset, limit);
    if (version != 1) {
      throw new DecodeException("CID version " + version + " is not known");
    }
    int codecAt = offset + 1;
    int hashAt = codecAt + Varint.size(Varint.read(bytes, codecAt, limit));
    return Multihash.endOf(bytes, hashAt, limit) - offset;
  }

  private static boolean isV0At(byte[] bytes, int offset, int limit) {
    return limit - offset >= 2 && bytes[offset] == 0x12 && bytes[offset + 1] == 0x20;
  }

  private static Cid at(byte[] bytes, int offset, int end) throws DecodeException {
    if (isV0At(bytes, offset, end)) {
      return new Cid(0, Codec.DAG_PB, Multihash.at(bytes, offset, end));
    }
    long codec = Varint.read(bytes, offset + 1, end);
    return new Cid(1, codec, Multihash.at(bytes, offset + 1 + Varint.size(codec), end));
  }

  /** 0 or 1. */
  public int version() {
    return version;
  }

  /** A number of {@link Codec}; dag-pb for version 0. */
  public long codec() {
    return codec;
  }

  /** What the block is known by. */
  public Multihash multihash() {
    return multihash;
  }

  /** The binary form, a new array. */
  public byte[] bytes() {
    byte[] bytes = new byte[byteLength()];
    int at = version == 0 ? 0 : Varint.write(codec, bytes, Varint.write(1, bytes, 0));
    multihash.writeTo(bytes, at);
    return bytes;
  }

  /** Length of the binary form. */
  public int byteLength() {
    return multihash.byteLength() + (version == 0 ? 0 : 1 + Varint.size(codec));
  }

  /** The same block named by a CIDv1; this one if it is one. */
  public Cid toV1() {
    return version == 1 ? this : v1(codec, multihash);
  }

  /** Whether the data itself is inside: there is nothing to fetch. */
  public boolean isIdentity() {
    return multihash.isIdentity();
  }

  /** The text form in a base. A CIDv0 has one form only, {@code Qm…}, whatever the base. */
  public String encode(Multibase base) {
    return version == 0 ? Multibase.BASE58BTC.encodeWithoutPrefix(bytes()) : base.encode(bytes());
  }

  /** By multihash, then codec, then version; an order for maps, without a meaning. */
  @Override
  public int compareTo(Cid that) {
    int order = multihash.compareTo(that.multihash);
    order = order != 0 ? order : Long.compare(codec, that.codec);
    return order != 0 ? order : Integer.compare(version, that.version);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Cid that
            && version == that.version
            && codec == that.codec
            && multihash.equals(that.multihash);
  }

  @Override
  public int hashCode() {
    return multihash.hashCode() + 31 * Long.hashCode(codec) + version;
  }

  /** The text form that is safe everywhere: version 1, base32, also for a CIDv0. */
  @Override
  public String toString() {
    return toV1().encode(Multibase.BASE32);
  }
}
