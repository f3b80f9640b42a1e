// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ipfsfetch.multiformats.Excerpt;

/** The steps of a path and how they are written. */
final class Segments {
  private Segments() {}

  /**
   * The steps of {@code a/b/c}: {@code .} and empty ones are dropped, {@code ..} takes back one.
   *
   * @throws AddressException when {@code ..} climbs above the root. A browser would stay at the
   *     root; for a path that somebody wrote it is a mistake worth hearing of
   */
  static List<String> of(String path) throws AddressException {
    return clean(List.of(path.split("/", -1)));
  }

  static List<String> clean(List<String> steps) throws AddressException {
    List<String> kept = new ArrayList<>();
    for (String step : steps) {
      if (step.equals("..")) {
        if (kept.isEmpty()) {
          throw new AddressException("its .. climbs above the root");
        }
        kept.remove(kept.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".")) {
        kept.add(requireName(step));
      }
    }
    return List.copyOf(kept);
  }

  private static String requireName(String step) throws AddressException {
    if (step.indexOf('\0') >= 0) {
      throw new AddressException("the path has a NUL character, which no name can have");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(step)) {
      throw new AddressException("the path has half of a character in " + Excerpt.of(step));
    }
    return step;
  }

  /**
   * Undoes percent-encoding, once. A {@code +} stays one: it is a blank in forms only.
   *
   * @throws AddressException when a {@code %} begins no byte, or the bytes are not UTF-8
   */
  static String decode(String text) throws AddressException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = endOfRun(text, at);
      if (end > at) {
        out.append(decodeRun(text, at, end));
        at = end;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  /** Index behind the percent-encoded bytes that begin at an index. */
  private static int endOfRun(String text, int at) throws AddressException {
    int end = at;
    while (end < text.length() && text.charAt(end) == '%') {
      if (end + 2 >= text.length() || hex(text, end + 1) < 0 || hex(text, end + 2) < 0) {
        throw new AddressException(
            "a % is not followed by two hexadecimal digits; a plain % is written %25 in a URL");
      }
      end += 3;
    }
    return end;
  }

  private static CharBuffer decodeRun(String text, int from, int end) throws AddressException {
    ByteBuffer bytes = ByteBuffer.allocate((end - from) / 3);
    for (int at = from; at < end; at += 3) {
      bytes.put((byte) (hex(text, at + 1) << 4 | hex(text, at + 2)));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
    } catch (CharacterCodingException e) {
      throw new AddressException(text.substring(from, end) + " is not UTF-8", e);
    }
  }

  private static int hex(String text, int at) {
    char c = text.charAt(at);
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
