// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.nio.charset.StandardCharsets;

/** Text that a server sent, fit for a message: one line without control characters. */
final class Printable {
  private Printable() {}

  static String text(byte[] bytes, int offset, int length) {
    return text(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  static String text(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").trim();
  }
}
