// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Locale;

/** Text from content or from the network, made fit for a terminal and for one line. */
final class Printable {
  private Printable() {}

  /**
   * The text with everything that steers a terminal, ends a line or turns the direction of writing
   * replaced by an escape such as {@code \n} or {@code \x1b}.
   */
  static String of(String text) {
    if (text.codePoints().noneMatch(Printable::steers)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(c -> out.append(steers(c) ? escape(c) : Character.toString(c)));
    return out.toString();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // among them the marks that turn the direction
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          c != 0x200d && c != 0x200c; // the joiners spell words and families, and hide nothing
      default -> false;
    };
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          c < 0x100
              ? String.format(Locale.ROOT, "\\x%02x", c)
              : String.format(Locale.ROOT, "\\u{%x}", c);
    };
  }
}
