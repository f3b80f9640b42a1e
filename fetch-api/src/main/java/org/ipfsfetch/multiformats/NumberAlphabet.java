// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

/**
 * A base that writes all bytes as one large number: 10, 36, 58. Leading zero bytes are kept as
 * leading zero letters.
 */
final class NumberAlphabet extends Alphabet {
  /** The work grows with the square of the length; the longest CID in use has 321 letters. */
  private static final int MAX_LETTERS = 512;

  private final int radix;

  NumberAlphabet(String letters, boolean anyCase) {
    super(letters, anyCase);
    this.radix = letters.length();
  }

  @Override
  String encode(byte[] bytes, String prefix) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    byte[] digits = new byte[(int) (bytes.length * 8L / bitsPerDigitBelow()) + 1];
    int used = 0;
    for (int i = zeros; i < bytes.length; i++) {
      used = multiplyAdd(digits, used, radix, 256, bytes[i] & 0xff);
    }
    StringBuilder text = new StringBuilder(prefix.length() + zeros + used);
    text.append(prefix).append(String.valueOf(letters.charAt(0)).repeat(zeros));
    for (int i = used - 1; i >= 0; i--) {
      text.append(letters.charAt(digits[i]));
    }
    return text.toString();
  }

  @Override
  byte[] decode(String text, int from) throws DecodeException {
    if (text.length() - from > MAX_LETTERS) {
      throw new DecodeException(
          "base " + radix + " text of more than " + MAX_LETTERS + " letters: " + Excerpt.of(text));
    }
    int zeros = 0;
    while (from + zeros < text.length() && text.charAt(from + zeros) == letters.charAt(0)) {
      zeros++;
    }
    byte[] reversed = new byte[text.length() - from];
    int used = 0;
    for (int i = from + zeros; i < text.length(); i++) {
      used = multiplyAdd(reversed, used, 256, radix, valueAt(text, i));
    }
    byte[] bytes = new byte[zeros + used];
    for (int i = 0; i < used; i++) {
      bytes[zeros + i] = reversed[used - 1 - i];
    }
    return bytes;
  }

  /** digits = digits * factor + carry, digits of the given base and the smallest first. */
  private static int multiplyAdd(byte[] digits, int used, int base, int factor, int carryIn) {
    int carry = carryIn;
    for (int i = 0; i < used; i++) {
      carry += (digits[i] & 0xff) * factor;
      digits[i] = (byte) (carry % base);
      carry /= base;
    }
    int length = used;
    while (carry > 0) {
      digits[length++] = (byte) (carry % base);
      carry /= base;
    }
    return length;
  }

  private int bitsPerDigitBelow() {
    return 31 - Integer.numberOfLeadingZeros(radix);
  }
}
