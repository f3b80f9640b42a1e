// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.util.Optional;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Excerpt;
import org.ipfsfetch.multiformats.Multibase;
import org.ipfsfetch.multiformats.Multihash;

/**
 * The name that belongs to a key: the peer id of that key. Immutable.
 *
 * @see <a href="https://specs.ipfs.tech/ipns/ipns-record/#ipns-name">IPNS name</a>
 * @see <a href="https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md">peer ids</a>
 */
public final class IpnsName {
  private static final int SHA2_256_BYTES = 32;

  /** Decoding base58 takes time with the square of the length; a real name has some 60 letters. */
  private static final int MAX_LETTERS = 1024;

  private final Multihash multihash;

  private IpnsName(Multihash multihash) {
    this.multihash = multihash;
  }

  /**
   * Reads either text form of a peer id: {@code 12D3…}, {@code 16Uiu2…} or {@code Qm…} in base58,
   * or a CID in any base whose codec is libp2p-key, such as {@code k51…}.
   *
   * @throws DecodeException when it is neither
   */
  public static IpnsName parse(String text) throws DecodeException {
    if (text.length() > MAX_LETTERS) {
      throw new DecodeException("too long for the name of a key: " + Excerpt.of(text));
    }
    if (text.startsWith("1") || text.startsWith("Qm")) {
      return of(Multihash.decode(Multibase.BASE58BTC.decodeWithoutPrefix(text)));
    }
    return of(Cid.parse(text));
  }

  /**
   * The name in a CID.
   *
   * @throws DecodeException when its codec is not libp2p-key or its hash is none of a key
   */
  public static IpnsName of(Cid cid) throws DecodeException {
    if (cid.codec() != Codec.LIBP2P_KEY) {
      throw new DecodeException(
          cid + " names content (" + Codec.name(cid.codec()) + "), not a key (libp2p-key)");
    }
    return of(cid.multihash());
  }

  /**
   * The name with the multihash of a serialised public key.
   *
   * @throws DecodeException when the hash is neither sha2-256 of 32 bytes nor the key itself
   */
  public static IpnsName of(Multihash hash) throws DecodeException {
    boolean hashed = hash.code() == Multihash.SHA2_256 && hash.digestLength() == SHA2_256_BYTES;
    boolean inlined =
        hash.isIdentity()
            && hash.digestLength() > 0
            && hash.digestLength() <= PublicKeys.MAX_INLINED_BYTES;
    if (!hashed && !inlined) {
      throw new DecodeException(
          "not the hash of a key: hash function 0x"
              + Long.toHexString(hash.code())
              + ", "
              + hash.digestLength()
              + " bytes");
    }
    return new IpnsName(hash);
  }

  /** What a peer id is: the hash of the serialised public key, or the key itself. */
  public Multihash multihash() {
    return multihash;
  }

  /** The serialised public key, where it is short enough to be its own name. */
  public Optional<byte[]> inlinedKey() {
    return multihash.isIdentity() ? Optional.of(multihash.digest()) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpnsName that && multihash.equals(that.multihash);
  }

  @Override
  public int hashCode() {
    return multihash.hashCode();
  }

  /** The canonical text: CIDv1 with codec libp2p-key in base36, which fits into a DNS label. */
  @Override
  public String toString() {
    return Cid.v1(Codec.LIBP2P_KEY, multihash).encode(Multibase.BASE36);
  }
}
