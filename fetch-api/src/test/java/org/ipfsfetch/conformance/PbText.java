// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/** Makes the dag-pb block of a form in DAG-JSON: the library has no use for that. */
final class PbText {
  private PbText() {}

  static byte[] block(Json form) throws DecodeException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Json link : form.items("Links")) {
      ByteArrayOutputStream field = new ByteArrayOutputStream();
      bytes(field, 1, Cid.parse(link.get("Hash").text("/")).bytes());
      bytes(field, 2, link.text("Name").getBytes(StandardCharsets.UTF_8));
      field.write(3 << 3);
      varint(field, link.number("Tsize"));
      bytes(out, 2, field.toByteArray());
    }
    bytes(out, 1, Base64.getDecoder().decode(form.get("Data").get("/").text("bytes")));
    return out.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    out.write(field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while (left > 0x7f) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
