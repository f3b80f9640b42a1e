// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

/** Foreign text made safe for messages and terminals. */
final class Printable {
  private Printable() {}

  /** The text with control characters as {@code \xNN}. */
  static String text(String foreign) {
    StringBuilder safe = new StringBuilder(foreign.length());
    for (int i = 0; i < foreign.length(); i++) {
      char c = foreign.charAt(i);
      if (c < ' ' || c >= 0x7f && c < 0xa0) {
        safe.append(String.format("\\x%02x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }
}
