// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.ipld.IpldNode;

/** Makes records for tests, good and bad ones. */
final class SignedRecord {
  final Map<String, IpldNode> data = new LinkedHashMap<>();
  private final Map<Integer, Object> fields = new TreeMap<>();
  private final TestKey key;

  SignedRecord(TestKey key) {
    this.key = key;
    data("TTL", IpldNode.Int.of(1_800_000_000_000L));
    data("Value", bytes("/ipfs/bafkqaaa"));
    data("Sequence", IpldNode.Int.of(7));
    data("Validity", bytes("2030-01-01T00:00:00.123456789Z"));
    data("ValidityType", IpldNode.Int.of(0));
    if (!key.isInlined()) {
      field(7, key.serialised());
    }
  }

  static IpldNode bytes(String text) {
    return new IpldNode.Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  SignedRecord data(String name, IpldNode value) {
    data.put(name, value);
    return this;
  }

  SignedRecord without(String name) {
    data.remove(name);
    return this;
  }

  /** A field outside of the signed data: a byte array or a number. */
  SignedRecord field(int number, Object value) {
    fields.put(number, value);
    return this;
  }

  /** The copies that a record for readers of the first version has. */
  SignedRecord withCopies() {
    return field(1, "/ipfs/bafkqaaa".getBytes(StandardCharsets.UTF_8))
        .field(2, new byte[64])
        .field(3, 0L)
        .field(4, "2030-01-01T00:00:00.123456789Z".getBytes(StandardCharsets.UTF_8))
        .field(5, 7L)
        .field(6, 1_800_000_000_000L);
  }

  byte[] build() {
    byte[] cbor = DagCbor.encode(new IpldNode.Map(data));
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes("ipns-signature:".getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(cbor);
    fields.putIfAbsent(8, key.sign(signed.toByteArray()));
    fields.putIfAbsent(9, cbor);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach((number, value) -> write(out, number, value));
    return out.toByteArray();
  }

  static void write(ByteArrayOutputStream out, int number, Object value) {
    if (value instanceof byte[] bytes) {
      varint(out, number << 3 | 2);
      varint(out, bytes.length);
      out.writeBytes(bytes);
    } else {
      varint(out, number << 3);
      varint(out, (Long) value);
    }
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
