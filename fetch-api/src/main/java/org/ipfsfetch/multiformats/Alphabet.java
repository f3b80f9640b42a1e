// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.util.Arrays;

/** The letters of a base, and how bytes become letters. Immutable. */
abstract class Alphabet {
  final String letters;
  private final byte[] values = new byte[128];

  Alphabet(String letters, boolean anyCase) {
    this.letters = letters;
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      values[letter] = (byte) i;
      if (anyCase) {
        values[Character.toLowerCase(letter)] = (byte) i;
        values[Character.toUpperCase(letter)] = (byte) i;
      }
    }
  }

  abstract String encode(byte[] bytes, String prefix);

  abstract byte[] decode(String text, int from) throws DecodeException;

  /** What the letter at an index stands for. */
  final int valueAt(String text, int index) throws DecodeException {
    char letter = text.charAt(index);
    int value = letter < values.length ? values[letter] : -1;
    if (value < 0) {
      throw new DecodeException(
          "letter "
              + Excerpt.of(String.valueOf(letter))
              + " at "
              + index
              + " is not of base "
              + letters.length()
              + " in "
              + Excerpt.of(text));
    }
    return value;
  }
}
