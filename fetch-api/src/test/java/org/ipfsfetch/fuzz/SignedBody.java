// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.Arrays;
import org.ipfsfetch.ipns.IpnsException;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.ipns.IpnsRecord;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multihash;

/** Data of a record that its owner has really signed, be it what it may. */
final class SignedBody implements Target.Body {
  private static final byte[] PREFIX = "ipns-signature:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY_HEAD = {8, 1, 0x12, 32}; // Ed25519, 32 bytes
  private static final int SIGNATURE_FIELD = 8;
  private static final int DATA_FIELD = 9;

  private final Clock clock;
  private final KeyPair keys;
  private final IpnsName name;

  SignedBody(Clock clock) {
    this.clock = clock;
    try {
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = keys.getPublic().getEncoded();
      byte[] key = Arrays.copyOf(KEY_HEAD, KEY_HEAD.length + 32);
      System.arraycopy(encoded, encoded.length - 32, key, KEY_HEAD.length, 32);
      this.name = IpnsName.of(Multihash.of(Multihash.IDENTITY, key));
    } catch (GeneralSecurityException | DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void accept(byte[] data) throws IpnsException, GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(PREFIX);
    signer.update(data);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    field(record, SIGNATURE_FIELD, signer.sign());
    field(record, DATA_FIELD, data);
    IpnsRecord verified = IpnsRecord.verify(record.toByteArray(), name, clock);
    Targets.same("whether it points somewhere", verified.value().startsWith("/ip"), true);
    Targets.same("whether it supersedes itself", verified.supersedes(verified), false);
    verified.toString();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] value) {
    out.write(number << 3 | 2);
    int left = value.length;
    while (left > 0x7f) {
      out.write(left & 0x7f | 0x80);
      left >>>= 7;
    }
    out.write(left);
    out.writeBytes(value);
  }
}
