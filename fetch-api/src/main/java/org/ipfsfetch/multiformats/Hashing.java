// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Whether bytes are what a multihash says they are.
 *
 * <p>Which functions are trusted, and how short or long a digest may be, follows the allow list of
 * boxo: what is refused here, kubo does not store, send or fetch either. Thread-safe.
 *
 * @see <a href="https://github.com/ipfs/boxo/blob/main/verifcid/allowlist.go">the allow list</a>
 */
public final class Hashing {
  /** Shorter digests can be forged. */
  private static final int MIN_DIGEST_BYTES = 20;

  /** Longer digests, and larger data inside of CIDs, are there to hurt. */
  private static final int MAX_DIGEST_BYTES = 128;

  /** Looking a digest up among the security providers costs as much as hashing a small block. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(() -> jdkDigest("SHA-256"));

  private Hashing() {}

  /** This thread's sha2-256, ready for new data; in use until its digest is taken. */
  static MessageDigest sha256() {
    MessageDigest digest = SHA_256.get();
    digest.reset();
    return digest;
  }

  /**
   * Refuses hashes that content must not be believed by.
   *
   * @throws UnsupportedHashException when the function is not on the allow list, or the digest is
   *     shorter than 20 bytes, longer than 128, or longer than the function gives. Identity may
   *     have 0..128 bytes
   */
  public static void requireVerifiable(Multihash hash) throws UnsupportedHashException {
    int length = hash.digestLength();
    if (hash.isIdentity()) {
      if (length > MAX_DIGEST_BYTES) {
        throw new UnsupportedHashException(
            "data of " + length + " bytes inside of a CID, at most 128 are allowed");
      }
      return;
    }
    int natural = HashFunctions.digestBytes(hash.code());
    if (natural == 0) {
      throw new UnsupportedHashException(
          "hash function " + HashFunctions.name(hash.code()) + " is not trusted to name content");
    }
    if (length < MIN_DIGEST_BYTES || length > natural) {
      throw new UnsupportedHashException(
          ("digest of %d bytes in %s: " + HashFunctions.name(hash.code()) + " needs %d to %d")
              .formatted(length, hash, MIN_DIGEST_BYTES, natural));
    }
  }

  /**
   * Whether a range of data has this multihash. Reads the data where it is.
   *
   * @throws UnsupportedHashException as for {@link #requireVerifiable}
   */
  public static boolean matches(Multihash expected, byte[] data, int offset, int length)
      throws UnsupportedHashException {
    requireVerifiable(expected);
    if (expected.isIdentity()) {
      return expected.digestLength() == length && expected.isLeadingPartOf(data, offset, length);
    }
    byte[] digest;
    if (expected.code() == Multihash.SHA2_256) {
      MessageDigest sha = sha256();
      sha.update(data, offset, length);
      digest = sha.digest();
    } else {
      digest = HashFunctions.digest(expected.code(), expected.digestLength(), data, offset, length);
    }
    return expected.isLeadingPartOf(digest, 0, digest.length);
  }

  static MessageDigest jdkDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm, e);
    }
  }
}
