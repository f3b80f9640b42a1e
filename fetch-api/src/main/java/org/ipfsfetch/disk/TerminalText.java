// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A foreign name in quotes, fit for a terminal: what could move the cursor, reverse the reading
 * direction or is no text at all appears as {@code \xNN}, byte by byte.
 */
public final class TerminalText {
  private static final int MAX_BYTES = 120; // one and a half lines; the beginning tells them apart

  private TerminalText() {}

  /** The name in quotes. */
  public static String quote(String name) {
    return quote(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The name in quotes, whether it is text or not. */
  public static String quote(byte[] name) {
    StringBuilder shown = new StringBuilder("\"");
    int at = 0;
    while (at < name.length && at < MAX_BYTES) {
      int length = sequenceLength(name[at]);
      String text = at + length <= name.length ? decode(name, at, length) : "";
      if (text.isEmpty() || !isPrintable(text.codePointAt(0))) {
        length = 1;
        text = String.format("\\x%02X", name[at]);
      }
      shown.append(text);
      at += length;
    }
    return shown.append(at < name.length ? "…\"" : "\"").toString();
  }

  private static int sequenceLength(byte lead) {
    int ones = Integer.numberOfLeadingZeros(~(lead << 24));
    return Math.max(1, Math.min(4, ones));
  }

  private static String decode(byte[] name, int at, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(name, at, length))
          .toString();
    } catch (CharacterCodingException notText) {
      return ""; // its bytes are shown instead
    }
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
      default -> codePoint != '\\' && codePoint != '"';
    };
  }
}
