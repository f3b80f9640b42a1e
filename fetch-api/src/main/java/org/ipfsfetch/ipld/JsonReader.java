// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Excerpt;
import org.ipfsfetch.multiformats.Multibase;

/**
 * Reads one dag-json value. Recursion ends at {@link DataModelLimits#MAX_DEPTH}. For one thread and
 * one use.
 */
final class JsonReader {
  /** -18446744073709551616 has as many. */
  private static final int MAX_INTEGER_CHARS = 21;

  /** No double needs more than 770 digits to be written exactly. */
  private static final int MAX_FLOAT_CHARS = 1100;

  private final String text;
  private final DataModelLimits limits = new DataModelLimits();
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  IpldNode readAll() throws DecodeException {
    try {
      IpldNode value = read();
      skipSpace();
      if (at != text.length()) {
        throw new DecodeException("more than one value");
      }
      return value;
    } catch (DecodeException e) {
      throw new DecodeException("not dag-json, near character " + at + ": " + e.getMessage(), e);
    }
  }

  private IpldNode read() throws DecodeException {
    limits.count();
    skipSpace();
    return switch (peek()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> new IpldNode.Text(new JsonString(text, at).read(this::moveTo));
      case 't' -> word("true", IpldNode.Bool.TRUE);
      case 'f' -> word("false", IpldNode.Bool.FALSE);
      case 'n' -> word("null", IpldNode.Null.INSTANCE);
      default -> number();
    };
  }

  private void moveTo(int index) {
    at = index;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws DecodeException {
    if (at >= text.length()) {
      throw new DecodeException("unexpected end");
    }
    return text.charAt(at);
  }

  private boolean take(char expected) throws DecodeException {
    skipSpace();
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  private void require(char expected) throws DecodeException {
    if (!take(expected)) {
      throw new DecodeException("no " + expected);
    }
  }

  private IpldNode word(String word, IpldNode value) throws DecodeException {
    if (!text.startsWith(word, at)) {
      throw new DecodeException("unknown word");
    }
    at += word.length();
    return value;
  }

  private IpldNode list() throws DecodeException {
    limits.enter();
    List<IpldNode> items = new ArrayList<>();
    require('[');
    if (!take(']')) {
      do {
        items.add(read());
      } while (take(','));
      require(']');
    }
    limits.leave();
    return new IpldNode.List(items);
  }

  private IpldNode map() throws DecodeException {
    limits.enter();
    Map<String, IpldNode> entries = new LinkedHashMap<>();
    require('{');
    if (!take('}')) {
      do {
        skipSpace();
        String key = new JsonString(text, at).read(this::moveTo);
        require(':');
        if (entries.put(key, read()) != null) {
          throw new DecodeException("map key twice: " + Excerpt.of(key));
        }
      } while (take(','));
      require('}');
    }
    limits.leave();
    return reserved(entries);
  }

  private static IpldNode reserved(Map<String, IpldNode> entries) throws DecodeException {
    if (!Reserved.isClaimedBy(entries)) {
      return new IpldNode.Map(entries);
    }
    IpldNode value = entries.get(Reserved.KEY);
    if (entries.size() == 1 && value instanceof IpldNode.Text link) {
      return new IpldNode.Link(Cid.parse(link.value()));
    }
    if (entries.size() == 1
        && value instanceof IpldNode.Map inner
        && inner.entries().size() == 1
        && inner.entries().get(Reserved.BYTES) instanceof IpldNode.Text base64) {
      return new IpldNode.Bytes(Multibase.BASE64.decodeWithoutPrefix(base64.value()));
    }
    throw new DecodeException("map with the key / is neither a link nor bytes");
  }

  /** The form that keeps maps, links and bytes apart. */
  static final class Reserved {
    static final String KEY = "/";
    static final String BYTES = "bytes";

    private Reserved() {}

    /** Whether a map begins as a link or as bytes do. */
    static boolean isClaimedBy(Map<String, IpldNode> entries) {
      if (entries.isEmpty() || !entries.keySet().iterator().next().equals(KEY)) {
        return false;
      }
      IpldNode value = entries.get(KEY);
      return value instanceof IpldNode.Text
          || value instanceof IpldNode.Map inner
              && !inner.entries().isEmpty()
              && inner.entries().keySet().iterator().next().equals(BYTES)
              && inner.entries().get(BYTES) instanceof IpldNode.Text;
    }
  }

  private IpldNode number() throws DecodeException {
    int from = at;
    skip("-");
    int digitsFrom = at;
    digits();
    if (text.charAt(digitsFrom) == '0' && at > digitsFrom + 1) {
      throw new DecodeException("number begins with a zero");
    }
    boolean whole = true;
    if (skip(".")) {
      digits();
      whole = false;
    }
    if (skip("eE")) {
      skip("+-");
      digits();
      whole = false;
    }
    String number = text.substring(from, at);
    return whole ? integer(number) : real(number);
  }

  private boolean skip(String anyOf) {
    boolean there = at < text.length() && anyOf.indexOf(text.charAt(at)) >= 0;
    at += there ? 1 : 0;
    return there;
  }

  private void digits() throws DecodeException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw new DecodeException(at < text.length() ? "not a value" : "unexpected end");
    }
  }

  private static IpldNode integer(String number) throws DecodeException {
    if (number.length() <= MAX_INTEGER_CHARS) {
      BigInteger value = new BigInteger(number);
      BigInteger argument = value.signum() < 0 ? value.not() : value;
      if (argument.bitLength() <= Long.SIZE) {
        return IpldNode.Int.small(value.signum() < 0, argument.longValue());
      }
    }
    throw new DecodeException("whole number beyond 64 bits: " + Excerpt.of(number));
  }

  private static IpldNode real(String number) throws DecodeException {
    if (number.length() <= MAX_FLOAT_CHARS) {
      double value = Double.parseDouble(number);
      if (!Double.isInfinite(value)) {
        return new IpldNode.Real(value);
      }
    }
    throw new DecodeException("number out of range: " + Excerpt.of(number));
  }
}
