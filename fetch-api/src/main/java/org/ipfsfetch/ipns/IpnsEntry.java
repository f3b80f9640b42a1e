// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.util.List;
import java.util.Optional;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * The protobuf around the signed data of a record. What it says outside of {@code data} is a copy
 * for readers of the first version, and unproven.
 *
 * @param validityType unsigned, as are sequence and ttl; 0 where absent
 * @param hasCopies whether the fields of the first version are to be compared with the data
 */
record IpnsEntry(
    byte[] value,
    byte[] validity,
    long validityType,
    long sequence,
    long ttl,
    Optional<byte[]> publicKey,
    byte[] signatureV2,
    byte[] data,
    boolean hasCopies) {
  private static final int VALUE = 1;
  private static final int SIGNATURE_V1 = 2;
  private static final int VALIDITY_TYPE = 3;
  private static final int VALIDITY = 4;
  private static final int SEQUENCE = 5;
  private static final int TTL = 6;
  private static final int PUBLIC_KEY = 7;
  private static final int SIGNATURE_V2 = 8;
  private static final int DATA = 9;

  /**
   * Decodes and requires what the second version requires.
   *
   * @throws DecodeException when it is no protobuf, or lacks its signature or its data
   */
  static IpnsEntry decode(byte[] message) throws DecodeException {
    List<ProtoField> fields = ProtoField.readAll(message);
    byte[] value = orEmpty(fields, VALUE);
    return new IpnsEntry(
        value,
        orEmpty(fields, VALIDITY),
        ProtoField.number(fields, VALIDITY_TYPE).orElse(0),
        ProtoField.number(fields, SEQUENCE).orElse(0),
        ProtoField.number(fields, TTL).orElse(0),
        ProtoField.bytes(fields, PUBLIC_KEY).filter(key -> key.length > 0),
        required(fields, SIGNATURE_V2, "signatureV2"),
        required(fields, DATA, "data"),
        value.length > 0 || orEmpty(fields, SIGNATURE_V1).length > 0);
  }

  private static byte[] orEmpty(List<ProtoField> fields, int number) throws DecodeException {
    return ProtoField.bytes(fields, number).orElseGet(() -> new byte[0]);
  }

  private static byte[] required(List<ProtoField> fields, int number, String name)
      throws DecodeException {
    byte[] bytes = orEmpty(fields, number);
    if (bytes.length == 0) {
      throw new DecodeException("has no " + name);
    }
    return bytes;
  }
}
