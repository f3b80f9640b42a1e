// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import org.ipfsfetch.multiformats.DecodeException;

/**
 * CBOR with links, in the one form that every value has.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-cbor/spec/">dag-cbor</a>
 */
public final class DagCbor {
  private DagCbor() {}

  /**
   * Decodes one value, as strictly as the specification: encoding it again gives the same bytes.
   *
   * @throws DecodeException when the bytes are anything else than one value in its only form
   */
  public static IpldNode decode(byte[] bytes) throws DecodeException {
    return new CborReader(bytes, CborReader.Strictness.CANONICAL).readAll();
  }

  /**
   * Decodes one value as go-ipld-prime does, and with it kubo: keys of maps in any order, short
   * floats, {@code undefined}, and text that is not UTF-8, as Filecoin has it, are taken too. What
   * is not UTF-8 comes out as U+FFFD. For reading what others wrote.
   *
   * @throws DecodeException when the bytes are not one value
   */
  public static IpldNode decodeLenient(byte[] bytes) throws DecodeException {
    return new CborReader(bytes, CborReader.Strictness.AS_GO).readAll();
  }

  /**
   * The bytes of a value.
   *
   * @throws IllegalArgumentException when it is nested deeper than 1024, or has text that is not
   *     Unicode
   */
  public static byte[] encode(IpldNode node) {
    return new CborWriter().write(node);
  }
}
