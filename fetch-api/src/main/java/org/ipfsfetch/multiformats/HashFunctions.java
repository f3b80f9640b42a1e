// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.security.MessageDigest;

/**
 * The hash functions of the allow list: their sizes, and who computes them. sha1, sha2 and sha3
 * come with Java; the rest is left to {@link ForeignDigests}, which is loaded when the first is
 * met.
 */
final class HashFunctions {
  private static final long SHA1 = 0x11;
  private static final long SHA2_512 = 0x13;
  private static final long DBL_SHA2_256 = 0x56;
  static final long SHAKE_256 = 0x19;
  static final long KECCAK_224 = 0x1a;
  static final long KECCAK_512 = 0x1d;
  static final long BLAKE3 = 0x1e;
  static final long BLAKE2B_8 = 0xb201;
  static final long BLAKE2B_512 = 0xb240;
  static final long BLAKE2S_8 = 0xb241;
  static final long BLAKE2S_256 = 0xb260;

  /** The blake2 functions below 160 bits are not on the list. */
  private static final int MIN_BLAKE2_BYTES = 20;

  private HashFunctions() {}

  /** The longest digest the function gives, 0 when it is not on the allow list. */
  static int digestBytes(long code) {
    if (code >= BLAKE2B_8 && code <= BLAKE2S_256) {
      int bytes = blake2Bytes(code);
      return bytes >= MIN_BLAKE2_BYTES ? bytes : 0;
    }
    if (code > DBL_SHA2_256) {
      return 0;
    }
    return switch ((int) code) {
      case (int) SHA1 -> 20;
      case 0x17, 0x1a -> 28; // sha3-224, keccak-224
      case 0x12, 0x16, 0x1b, (int) DBL_SHA2_256 -> 32; // sha2-256, sha3-256, keccak-256
      case 0x15, 0x1c -> 48; // sha3-384, keccak-384
      case (int) SHA2_512, 0x14, 0x1d, (int) SHAKE_256 -> 64; // sha3-512, keccak-512; as go does
      case (int) BLAKE3 -> 128; // as long as is asked for; the limit is of go-multihash
      default -> 0;
    };
  }

  static int blake2Bytes(long code) {
    return (int) (code - (code <= BLAKE2B_512 ? BLAKE2B_8 : BLAKE2S_8)) + 1;
  }

  /** The digest, at least as long as asked for. Only for functions on the list. */
  static byte[] digest(long code, int wantedBytes, byte[] data, int offset, int length) {
    return switch ((int) code) {
      case (int) SHA1 -> jdk("SHA-1", data, offset, length);
      case (int) SHA2_512 -> jdk("SHA-512", data, offset, length);
      case 0x14 -> jdk("SHA3-512", data, offset, length);
      case 0x15 -> jdk("SHA3-384", data, offset, length);
      case 0x16 -> jdk("SHA3-256", data, offset, length);
      case 0x17 -> jdk("SHA3-224", data, offset, length);
      case (int) DBL_SHA2_256 -> {
        byte[] once = jdk("SHA-256", data, offset, length);
        yield jdk("SHA-256", once, 0, once.length);
      }
      default -> ForeignDigests.digest(code, wantedBytes, data, offset, length);
    };
  }

  private static byte[] jdk(String algorithm, byte[] data, int offset, int length) {
    MessageDigest digest = Hashing.jdkDigest(algorithm);
    digest.update(data, offset, length);
    return digest.digest();
  }

  /** For messages: the name of a function one may meet, else its number. */
  static String name(long code) {
    String number = "0x" + Long.toHexString(code);
    if (code >= BLAKE2B_8 && code <= BLAKE2S_256) {
      return (code <= BLAKE2B_512 ? "blake2b-" : "blake2s-") + 8 * blake2Bytes(code);
    }
    return code > 0x1012
        ? number
        : switch ((int) code) {
          case (int) SHA1 -> "sha1";
          case 0x12 -> "sha2-256";
          case (int) SHA2_512 -> "sha2-512";
          case 0x18 -> "shake-128";
          case (int) SHAKE_256 -> "shake-256";
          case (int) BLAKE3 -> "blake3";
          case 0x20 -> "sha2-384";
          case 0x22 -> "murmur3-x64-64";
          case (int) DBL_SHA2_256 -> "dbl-sha2-256";
          case 0xd5 -> "md5";
          case 0x1012 -> "sha2-256-trunc254-padded";
          default -> number;
        };
  }
}
