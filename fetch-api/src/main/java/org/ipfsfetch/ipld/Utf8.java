// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Excerpt;

/** UTF-8 that replaces nothing: what is not UTF-8 is an error, so that no two names become one. */
public final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /**
   * The text in a range of bytes.
   *
   * @throws DecodeException when it is not UTF-8
   */
  public static String decode(byte[] bytes, int offset, int length) throws DecodeException {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireValid(bytes, offset, length); // rare: the sign may have been in the bytes
    }
    return text;
  }

  private static void requireValid(byte[] bytes, int offset, int length) throws DecodeException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
    } catch (CharacterCodingException e) {
      throw new DecodeException("not UTF-8: " + Excerpt.of(bytes, offset, length), e);
    }
  }

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException when it has half a surrogate pair
   */
  static byte[] encode(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not valid Unicode: " + Excerpt.of(text), e);
    }
  }
}
