// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.testcontainers;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 key pair in the two forms that kubo's configuration wants. Immutable.
 *
 * @see <a href="https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md">peer IDs</a>
 */
final class NodeKey {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int KEY_BYTES = 32;

  private final byte[] seed;
  private final byte[] publicKey;

  private NodeKey(byte[] seed, byte[] publicKey) {
    this.seed = seed;
    this.publicKey = publicKey;
  }

  static NodeKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      // Both ASN.1 forms of an Ed25519 key end with its 32 bytes (RFC 8410).
      return new NodeKey(last(pair.getPrivate().getEncoded()), last(pair.getPublic().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  private static byte[] last(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  /** A protobuf of type and data, in base64; the data is the seed and then the public key. */
  String privateKey() {
    return Base64.getEncoder().encodeToString(keyMessage(seed, publicKey));
  }

  /** The identity multihash of the public key's protobuf, in base58. */
  String peerId() {
    byte[] message = keyMessage(publicKey);
    ByteArrayOutputStream multihash = new ByteArrayOutputStream();
    multihash.write(0x00);
    multihash.write(message.length);
    multihash.writeBytes(message);
    return base58(multihash.toByteArray());
  }

  private static byte[] keyMessage(byte[]... parts) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(new byte[] {0x08, 0x01, 0x12}); // Type = Ed25519; Data follows
    message.write(parts.length * KEY_BYTES);
    for (byte[] part : parts) {
      message.writeBytes(part);
    }
    return message.toByteArray();
  }

  private static String base58(byte[] bytes) {
    StringBuilder digits = new StringBuilder();
    BigInteger radix = BigInteger.valueOf(BASE58.length());
    for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(radix)) {
      digits.append(BASE58.charAt(rest.mod(radix).intValue()));
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      digits.append(BASE58.charAt(0));
    }
    return digits.reverse().toString();
  }
}
