// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import org.ipfsfetch.multiformats.DecodeException;

/**
 * JSON in which a map with the only key {@code /} is a link, or bytes.
 *
 * <p>White space and keys in any order are read; what is written has neither.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-json/spec/">dag-json</a>
 */
public final class DagJson {
  private DagJson() {}

  /**
   * Decodes one value.
   *
   * @throws DecodeException when it is not JSON in UTF-8, has a key twice, a whole number beyond 64
   *     bits, or a map that looks like a link or bytes and is neither
   */
  public static IpldNode decode(byte[] bytes) throws DecodeException {
    return new JsonReader(Utf8.decode(bytes, 0, bytes.length)).readAll();
  }

  /**
   * The bytes of a value.
   *
   * @throws IllegalArgumentException when it is nested deeper than 1024, has text that is not
   *     Unicode, or a map that would be read as a link or bytes
   */
  public static byte[] encode(IpldNode node) {
    return Utf8.encode(new JsonWriter().write(node));
  }
}
