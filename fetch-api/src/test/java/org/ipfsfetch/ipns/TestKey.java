// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.ipfsfetch.multiformats.DecodeException;

/** A key pair of a kind that names can have. */
record TestKey(long type, byte[] data, Signer signer) {

  interface Signer {
    byte[] sign(byte[] message) throws GeneralSecurityException, IOException;
  }

  static TestKey ed25519() {
    KeyPair pair = pair("Ed25519", NamedParameterSpec.ED25519);
    byte[] encoded = pair.getPublic().getEncoded();
    return new TestKey(
        1,
        Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length),
        signer("Ed25519", pair));
  }

  static TestKey rsa(int bits) {
    KeyPair pair = pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    return new TestKey(0, pair.getPublic().getEncoded(), signer("SHA256withRSA", pair));
  }

  static TestKey ecdsa(String curve) {
    KeyPair pair = pair("EC", new ECGenParameterSpec(curve));
    return new TestKey(3, pair.getPublic().getEncoded(), signer("SHA256withECDSA", pair));
  }

  static TestKey secp256k1() {
    X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
    BigInteger secret = new BigInteger("1f2e3d4c5b6a79880123456789abcdef", 16);
    byte[] point = curve.getG().multiply(secret).normalize().getEncoded(true);
    return new TestKey(
        2,
        point,
        message -> {
          ECDSASigner signer = new ECDSASigner();
          signer.init(true, new ECPrivateKeyParameters(secret, new ECDomainParameters(curve)));
          BigInteger[] parts =
              signer.generateSignature(MessageDigest.getInstance("SHA-256").digest(message));
          return StandardDSAEncoding.INSTANCE.encode(curve.getN(), parts[0], parts[1]);
        });
  }

  private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Signer signer(String algorithm, KeyPair pair) {
    return message -> {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    };
  }

  byte[] sign(byte[] message) {
    try {
      return signer.sign(message);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  byte[] serialised() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SignedRecord.write(out, 1, type);
    SignedRecord.write(out, 2, data);
    return out.toByteArray();
  }

  boolean isInlined() {
    return serialised().length <= PublicKeys.MAX_INLINED_BYTES;
  }

  IpnsName name() {
    try {
      return IpnsName.of(PublicKeys.nameOf(serialised()));
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }
}
