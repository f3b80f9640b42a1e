// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

/**
 * Binary data as text, the first letter saying how.
 *
 * <p>Strict about letters and lengths. As in the reference implementation, bases 16, 32 and 36 are
 * read in either case whatever the case of the first letter, and the unused bits behind the last
 * byte of bases 32 and 64 are not looked at. base45 and base256emoji, which nobody writes CIDs in,
 * are left out.
 *
 * @see <a href="https://github.com/multiformats/multibase">multibase</a>
 */
public enum Multibase {
  BASE2('0', new BitAlphabet("01", 1, false, false)),
  BASE8('7', new BitAlphabet("01234567", 3, false, false)),
  BASE10('9', new NumberAlphabet("0123456789", false)),
  BASE16('f', new BitAlphabet("0123456789abcdef", 4, false, true)),
  BASE16_UPPER('F', new BitAlphabet("0123456789ABCDEF", 4, false, true)),
  BASE32('b', new BitAlphabet("abcdefghijklmnopqrstuvwxyz234567", 5, false, true)),
  BASE32_UPPER('B', new BitAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, false, true)),
  BASE32_PAD('c', new BitAlphabet("abcdefghijklmnopqrstuvwxyz234567", 5, true, true)),
  BASE32_PAD_UPPER('C', new BitAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, true, true)),
  BASE32_HEX('v', new BitAlphabet("0123456789abcdefghijklmnopqrstuv", 5, false, true)),
  BASE32_HEX_UPPER('V', new BitAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUV", 5, false, true)),
  BASE32_HEX_PAD('t', new BitAlphabet("0123456789abcdefghijklmnopqrstuv", 5, true, true)),
  BASE32_HEX_PAD_UPPER('T', new BitAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUV", 5, true, true)),
  BASE32_Z('h', new BitAlphabet("ybndrfg8ejkmcpqxot1uwisza345h769", 5, false, false)),
  BASE36('k', new NumberAlphabet("0123456789abcdefghijklmnopqrstuvwxyz", true)),
  BASE36_UPPER('K', new NumberAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", true)),
  BASE58BTC(
      'z', new NumberAlphabet("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", false)),
  BASE58FLICKR(
      'Z', new NumberAlphabet("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", false)),
  BASE64(
      'm',
      new BitAlphabet(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, false, false)),
  BASE64_PAD(
      'M',
      new BitAlphabet(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, true, false)),
  BASE64_URL(
      'u',
      new BitAlphabet(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, false, false)),
  BASE64_URL_PAD(
      'U',
      new BitAlphabet(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, true, false));

  private static final Multibase[] BY_PREFIX = new Multibase[128];

  static {
    for (Multibase base : values()) {
      BY_PREFIX[base.prefix] = base;
    }
  }

  private final char prefix;

  @SuppressWarnings("ImmutableEnumChecker") // both kinds of alphabets are immutable
  private final Alphabet alphabet;

  Multibase(char prefix, Alphabet alphabet) {
    this.prefix = prefix;
    this.alphabet = alphabet;
  }

  /**
   * The base that a text says it is written in.
   *
   * @throws DecodeException when the text is empty or its first letter names no base known here
   */
  public static Multibase of(String text) throws DecodeException {
    if (text.isEmpty()) {
      throw new DecodeException("empty multibase text");
    }
    char first = text.charAt(0);
    Multibase base = first < BY_PREFIX.length ? BY_PREFIX[first] : null;
    if (base == null) {
      throw new DecodeException("unknown multibase letter at the start of " + Excerpt.of(text));
    }
    return base;
  }

  /**
   * The bytes of a text that begins with its base's letter.
   *
   * @throws DecodeException when the base is unknown or the text is not of that base
   */
  public static byte[] decode(String text) throws DecodeException {
    return of(text).alphabet.decode(text, 1);
  }

  /** The letter that names this base. */
  public char prefix() {
    return prefix;
  }

  /** Text that begins with the letter of this base. */
  public String encode(byte[] bytes) {
    return alphabet.encode(bytes, String.valueOf(prefix));
  }

  /** Text without the letter, as in CIDv0, peer ids and DAG-JSON. */
  public String encodeWithoutPrefix(byte[] bytes) {
    return alphabet.encode(bytes, "");
  }

  /**
   * The bytes of text without the letter.
   *
   * @throws DecodeException when the text is not of this base
   */
  public byte[] decodeWithoutPrefix(String text) throws DecodeException {
    return alphabet.decode(text, 0);
  }
}
