// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A digest that says which hash function made it. What a block is known by: two CIDs with the same
 * multihash name the same bytes.
 *
 * <p>Any function and any length is well formed; whether content may be trusted by it is asked of
 * {@link Hashing}. Equality is cheap, the class is meant as a key of maps. Immutable.
 *
 * @see <a href="https://github.com/multiformats/multihash">multihash</a>
 */
public final class Multihash implements Comparable<Multihash> {
  /** The "digest" is the data itself. */
  public static final long IDENTITY = 0x00;

  /** What nearly all content is named by. */
  public static final long SHA2_256 = 0x12;

  private final long code;
  private final byte[] digest;
  private final int hash;

  /** Keeps the array: the caller gives it away. */
  Multihash(long code, byte[] digest) {
    this.code = code;
    this.digest = digest;
    this.hash = hashOf(code, digest);
  }

  /** The last bytes of a digest are as good a hash as any; of identity data all must count. */
  private static int hashOf(long code, byte[] digest) {
    int length = digest.length;
    if (code == IDENTITY || length < 8) {
      return Arrays.hashCode(digest) + (int) code;
    }
    return (digest[length - 4] & 0xff) << 24
        | (digest[length - 3] & 0xff) << 16
        | (digest[length - 2] & 0xff) << 8
        | digest[length - 1] & 0xff;
  }

  /**
   * A multihash from its two parts; the digest is copied.
   *
   * @throws DecodeException when the code is negative
   */
  public static Multihash of(long code, byte[] digest) throws DecodeException {
    if (code < 0) {
      throw new DecodeException("negative hash function code " + code);
    }
    return new Multihash(code, digest.clone());
  }

  /**
   * Reads the binary form, all of it.
   *
   * @throws DecodeException when it is cut, or bytes follow
   */
  public static Multihash decode(byte[] bytes) throws DecodeException {
    int end = endOf(bytes, 0, bytes.length);
    if (end != bytes.length) {
      throw new DecodeException(
          (bytes.length - end) + " bytes too many behind multihash " + Excerpt.of(bytes));
    }
    return at(bytes, 0, end);
  }

  /** Index behind the multihash that begins at an offset; checks as decoding does. */
  static int endOf(byte[] bytes, int offset, int limit) throws DecodeException {
    int at = offset + Varint.size(Varint.read(bytes, offset, limit));
    long length = Varint.read(bytes, at, limit);
    at += Varint.size(length);
    if (length > limit - at) {
      throw new DecodeException(
          "unexpected end of multihash: digest of " + length + " bytes, " + (limit - at) + " left");
    }
    return at + (int) length;
  }

  /** The multihash in a range that {@link #endOf} found good. */
  static Multihash at(byte[] bytes, int offset, int end) throws DecodeException {
    long code = Varint.read(bytes, offset, end);
    int lengthAt = offset + Varint.size(code);
    int digestAt = lengthAt + Varint.size(Varint.read(bytes, lengthAt, end));
    return new Multihash(code, Arrays.copyOfRange(bytes, digestAt, end));
  }

  /** The sha2-256 multihash of some data. */
  public static Multihash sha256(byte[] data, int offset, int length) {
    MessageDigest sha = Hashing.sha256();
    sha.update(data, offset, length);
    return new Multihash(SHA2_256, sha.digest());
  }

  /** Which hash function, a number of the multicodec table. */
  public long code() {
    return code;
  }

  /** A copy of the digest; the data itself for identity. */
  public byte[] digest() {
    return digest.clone();
  }

  /** Bytes of the digest, which may be fewer than the function gives: truncation is legal. */
  public int digestLength() {
    return digest.length;
  }

  /** Whether the data itself is inside. */
  public boolean isIdentity() {
    return code == IDENTITY;
  }

  /** The binary form, a new array. */
  public byte[] bytes() {
    byte[] bytes = new byte[byteLength()];
    writeTo(bytes, 0);
    return bytes;
  }

  /** Length of the binary form. */
  public int byteLength() {
    return Varint.size(code) + Varint.size(digest.length) + digest.length;
  }

  void writeTo(byte[] out, int offset) {
    int at = Varint.write(digest.length, out, Varint.write(code, out, offset));
    System.arraycopy(digest, 0, out, at, digest.length);
  }

  /** Whether a range is the digest, or begins with it where the digest is truncated. */
  boolean isLeadingPartOf(byte[] full, int offset, int length) {
    return digest.length <= length
        && Arrays.equals(digest, 0, digest.length, full, offset, offset + digest.length);
  }

  /** By function, then digest; keeps maps fast when somebody makes multihashes collide. */
  @Override
  public int compareTo(Multihash that) {
    int order = Long.compare(code, that.code);
    return order != 0 ? order : Arrays.compareUnsigned(digest, that.digest);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Multihash that
            && hash == that.hash
            && code == that.code
            && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The binary form in hexadecimal. */
  @Override
  public String toString() {
    return Multibase.BASE16.encodeWithoutPrefix(bytes());
  }
}
