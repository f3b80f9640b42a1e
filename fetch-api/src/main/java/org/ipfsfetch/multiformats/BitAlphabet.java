// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

/**
 * A base whose letters stand for a fixed number of bits each: 2, 8, 16, 32, 64. The bits of the
 * bytes are cut from the top; the last letter is filled up with zero bits.
 */
final class BitAlphabet extends Alphabet {
  private final int bits;
  private final boolean padded;
  private final int groupLetters;

  BitAlphabet(String letters, int bits, boolean padded, boolean anyCase) {
    super(letters, anyCase);
    this.bits = bits;
    this.padded = padded;
    this.groupLetters = 8 / Integer.lowestOneBit(bits);
  }

  @Override
  String encode(byte[] bytes, String prefix) {
    StringBuilder text =
        new StringBuilder(prefix.length() + bytes.length * 8 / bits + groupLetters);
    text.append(prefix);
    int held = 0;
    int heldBits = 0;
    for (byte b : bytes) {
      held = held << 8 | b & 0xff;
      heldBits += 8;
      while (heldBits >= bits) {
        heldBits -= bits;
        text.append(letters.charAt(held >>> heldBits & (1 << bits) - 1));
      }
      held &= (1 << heldBits) - 1;
    }
    if (heldBits > 0) {
      text.append(letters.charAt(held << bits - heldBits));
    }
    while (padded && (text.length() - prefix.length()) % groupLetters != 0) {
      text.append('=');
    }
    return text.toString();
  }

  @Override
  byte[] decode(String text, int from) throws DecodeException {
    int end = endOfLetters(text, from);
    int count = end - from;
    int spareBits = (int) ((long) count * bits % 8);
    if (spareBits >= bits) {
      throw new DecodeException("text of " + count + " letters is cut: " + Excerpt.of(text));
    }
    byte[] bytes = new byte[(int) ((long) count * bits / 8)];
    int filled = 0;
    int held = 0;
    int heldBits = 0;
    for (int i = from; i < end; i++) {
      held = held << bits | valueAt(text, i);
      heldBits += bits;
      if (heldBits >= 8) {
        heldBits -= 8;
        bytes[filled++] = (byte) (held >>> heldBits);
        held &= (1 << heldBits) - 1;
      }
    }
    return bytes;
  }

  private int endOfLetters(String text, int from) throws DecodeException {
    int end = text.length();
    if (!padded) {
      return end;
    }
    if ((end - from) % groupLetters != 0) {
      throw new DecodeException("padding is missing in " + Excerpt.of(text));
    }
    int stop = Math.max(from, end - groupLetters + 1);
    while (end > stop && text.charAt(end - 1) == '=') {
      end--;
    }
    return end;
  }
}
