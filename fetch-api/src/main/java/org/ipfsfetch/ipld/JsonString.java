// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.util.function.IntConsumer;
import org.ipfsfetch.multiformats.DecodeException;

/** One string of a JSON text, from its first quote to its last. */
final class JsonString {
  private final String text;
  private int at;

  JsonString(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The string without quotes and escapes; says where what follows begins. */
  String read(IntConsumer end) throws DecodeException {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw new DecodeException("no string where one must be");
    }
    at++;
    StringBuilder value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw new DecodeException("control character in a string");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    requirePairs(value);
    end.accept(at);
    return value.toString();
  }

  private char next() throws DecodeException {
    if (at >= text.length()) {
      throw new DecodeException("unexpected end of a string");
    }
    return text.charAt(at++);
  }

  private char escaped() throws DecodeException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw new DecodeException("unknown escape in a string");
    };
  }

  private char hex() throws DecodeException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new DecodeException("unknown escape in a string");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /** Half of a surrogate pair is no Unicode; only escapes can bring one. */
  private static void requirePairs(CharSequence value) throws DecodeException {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        boolean pair =
            i + 1 < value.length()
                && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
        if (!pair) {
          throw new DecodeException("half a surrogate pair in a string");
        }
        i++;
      }
    }
  }
}
