// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.util.HexFormat;

/**
 * The beginning of bad input, fit for an error message: short, and without control characters that
 * would let foreign input paint on a terminal.
 */
public final class Excerpt {
  private static final int MAX_CHARS = 64;
  private static final int MAX_BYTES = 24;

  private Excerpt() {}

  /** The text in quotes. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(MAX_CHARS)
        .forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '\ufffd'));
    return shown.append(text.length() > MAX_CHARS ? "…\"" : "\"").toString();
  }

  /** The bytes in hexadecimal. */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** A range of bytes in hexadecimal. */
  public static String of(byte[] bytes, int offset, int length) {
    String hex = HexFormat.of().formatHex(bytes, offset, offset + Math.min(length, MAX_BYTES));
    return length > MAX_BYTES ? hex + "…" : hex;
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
