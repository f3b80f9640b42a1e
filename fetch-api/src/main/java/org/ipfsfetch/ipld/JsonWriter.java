// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipfsfetch.multiformats.Multibase;

/** Writes one value in its only dag-json form. For one thread and one use. */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  String write(IpldNode node) {
    put(node);
    return out.toString();
  }

  private void put(IpldNode node) {
    if (node instanceof IpldNode.Null) {
      out.append("null");
    } else if (node instanceof IpldNode.Bool bool) {
      out.append(bool.value());
    } else if (node instanceof IpldNode.Int number) {
      out.append(number.value());
    } else if (node instanceof IpldNode.Real real) {
      out.append(shortest(real.value()));
    } else if (node instanceof IpldNode.Text text) {
      putString(text.value());
    } else if (node instanceof IpldNode.Bytes bytes) {
      out.append("{\"/\":{\"bytes\":\"");
      out.append(Multibase.BASE64.encodeWithoutPrefix(bytes.value())).append("\"}}");
    } else if (node instanceof IpldNode.Link link) {
      out.append("{\"/\":\"").append(link.cid().encode(Multibase.BASE32)).append("\"}");
    } else if (node instanceof IpldNode.List list) {
      putList(list);
    } else if (node instanceof IpldNode.Map map) {
      putMap(sorted(map.entries()));
    }
  }

  private void putList(IpldNode.List list) {
    enter();
    char separator = '[';
    for (IpldNode item : list.items()) {
      out.append(separator);
      put(item);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
    depth--;
  }

  private void putMap(Map<String, IpldNode> entries) {
    if (JsonReader.Reserved.isClaimedBy(entries)) {
      throw new IllegalArgumentException("map with the key / would be read as a link or bytes");
    }
    enter();
    out.append('{');
    Iterator<Map.Entry<String, IpldNode>> rest = entries.entrySet().iterator();
    while (rest.hasNext()) {
      Map.Entry<String, IpldNode> entry = rest.next();
      putString(entry.getKey());
      out.append(':');
      put(entry.getValue());
      out.append(rest.hasNext() ? "," : "");
    }
    out.append('}');
    depth--;
  }

  /** In the order of the bytes of the keys; strings of Java are ordered by UTF-16. */
  private static Map<String, IpldNode> sorted(Map<String, IpldNode> entries) {
    Map<String, IpldNode> sorted = new LinkedHashMap<>();
    entries.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(JsonWriter::compareBytes))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    // looked into by isClaimedBy, which goes by the first key
    sorted.computeIfPresent(
        JsonReader.Reserved.KEY,
        (key, value) ->
            value instanceof IpldNode.Map inner
                ? new IpldNode.Map(sorted(inner.entries()))
                : value);
    return sorted;
  }

  private static int compareBytes(String one, String other) {
    return Arrays.compareUnsigned(Utf8.encode(one), Utf8.encode(other));
  }

  private void enter() {
    if (++depth > DataModelLimits.MAX_DEPTH) {
      throw new IllegalArgumentException("nested deeper than " + DataModelLimits.MAX_DEPTH);
    }
  }

  private void putString(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : c);
      }
    }
    out.append('"');
  }

  /**
   * The fewest digits that give the same number, as JavaScript and Go write them, and always with a
   * sign of being a float. {@code Double.toString} gives more digits than needed before Java 19.
   */
  static String shortest(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal digits = exact;
    for (int precision = 1; precision <= 17; precision++) {
      digits = exact.round(new MathContext(precision));
      if (digits.doubleValue() == value) {
        break;
      }
    }
    digits = digits.stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= 1e-6 && size < 1e21) {
      return digits.scale() <= 0 ? digits.toPlainString() + ".0" : digits.toPlainString();
    }
    int exponent = digits.precision() - digits.scale() - 1;
    String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + (exponent < 0 ? "e" : "e+") + exponent;
  }
}
