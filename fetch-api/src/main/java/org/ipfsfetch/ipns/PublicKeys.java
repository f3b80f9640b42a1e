// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multihash;

/**
 * Public keys as libp2p serialises them, and the signatures they verify: Ed25519, RSA with SHA-256,
 * ECDSA on P-256 and on secp256k1, both over SHA-256 with DER signatures.
 *
 * @see <a href="https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md#keys">keys</a>
 */
final class PublicKeys {
  /** A serialised key of at most this length is its own name. */
  static final int MAX_INLINED_BYTES = 42;

  private static final int TYPE_FIELD = 1;
  private static final int DATA_FIELD = 2;

  private static final int RSA = 0;
  private static final int ED25519 = 1;
  private static final int SECP256K1 = 2;
  private static final int ECDSA = 3;
  private static final int UNKNOWN = 4;

  private static final int ED25519_BYTES = 32;

  /** SubjectPublicKeyInfo of RFC 8410 in front of the 32 bytes of an Ed25519 key. */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  // The bounds of go-libp2p: below is broken, above is a way to keep a verifier busy.
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;

  private static final int P256_BITS = 256;

  private PublicKeys() {}

  /** The multihash that names a serialised key. */
  static Multihash nameOf(byte[] serialised) throws DecodeException {
    return serialised.length <= MAX_INLINED_BYTES
        ? Multihash.of(Multihash.IDENTITY, serialised)
        : Multihash.sha256(serialised, 0, serialised.length);
  }

  /**
   * Whether a signature is that of the owner of a serialised key.
   *
   * @throws DecodeException when the key is not one, or of a kind that is not known
   */
  static boolean verifies(byte[] serialisedKey, byte[] message, byte[] signature)
      throws DecodeException {
    List<ProtoField> fields = ProtoField.readAll(serialisedKey);
    long type =
        ProtoField.number(fields, TYPE_FIELD)
            .orElseThrow(() -> new DecodeException("public key without a type"));
    byte[] data =
        ProtoField.bytes(fields, DATA_FIELD)
            .orElseThrow(() -> new DecodeException("public key without data"));
    try {
      return switch ((int) Math.min(type & Long.MAX_VALUE, UNKNOWN)) {
        case RSA -> check("SHA256withRSA", rsa(data), message, signature);
        case ED25519 -> check("Ed25519", ed25519(data), message, signature);
        case SECP256K1 -> checkSecp256k1(data, message, signature);
        case ECDSA -> check("SHA256withECDSA", p256(data), message, signature);
        default -> throw new DecodeException("public key of unknown type");
      };
    } catch (GeneralSecurityException e) {
      throw new DecodeException("not a public key: " + e.getMessage(), e);
    }
  }

  private static boolean check(String algorithm, PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key);
    verifier.update(message);
    try {
      return verifier.verify(signature);
    } catch (SignatureException notOne) { // wrong length or no DER: not a signature
      return false;
    }
  }

  private static PublicKey ed25519(byte[] data) throws GeneralSecurityException, DecodeException {
    if (data.length != ED25519_BYTES) {
      throw new DecodeException("Ed25519 key of " + data.length + " bytes");
    }
    byte[] encoded = new byte[ED25519_PREFIX.length + ED25519_BYTES];
    System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
    System.arraycopy(data, 0, encoded, ED25519_PREFIX.length, ED25519_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static PublicKey rsa(byte[] data) throws GeneralSecurityException, DecodeException {
    PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(data));
    int bits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 0;
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      throw new DecodeException("RSA key of " + bits + " bits");
    }
    return key;
  }

  private static PublicKey p256(byte[] data) throws GeneralSecurityException, DecodeException {
    PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(data));
    int bits = key instanceof ECPublicKey ec ? ec.getParams().getOrder().bitLength() : 0;
    if (bits != P256_BITS) {
      throw new DecodeException("ECDSA key that is not on the curve P-256");
    }
    return key;
  }

  private static boolean checkSecp256k1(byte[] data, byte[] message, byte[] signature)
      throws GeneralSecurityException, DecodeException {
    X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
    ECDSASigner verifier = new ECDSASigner();
    try {
      verifier.init(
          false,
          new ECPublicKeyParameters(
              curve.getCurve().decodePoint(data), new ECDomainParameters(curve)));
    } catch (IllegalArgumentException e) {
      throw new DecodeException("not a point of secp256k1", e);
    }
    try {
      var parts = StandardDSAEncoding.INSTANCE.decode(curve.getN(), signature);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
      return verifier.verifySignature(digest, parts[0], parts[1]);
    } catch (IOException | IllegalArgumentException notOne) { // not DER: not a signature
      return false;
    }
  }
}
