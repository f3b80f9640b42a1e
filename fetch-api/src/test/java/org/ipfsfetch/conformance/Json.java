// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Plain JSON of the fixtures. Not read by the library's own reader: that one is under test, and
 * some fixtures hold what it must refuse.
 */
final class Json {
  private static final Object NOTHING = new Object();

  private final Object value;

  private Json(Object value) {
    this.value = value;
  }

  static Json parse(String text) {
    Reader in = new Reader(text);
    return new Json(in.value());
  }

  boolean has(String key) {
    return value instanceof Map<?, ?> map && map.containsKey(key) && map.get(key) != NOTHING;
  }

  Json get(String key) {
    if (!has(key)) {
      throw new NoSuchElementException(key + " in " + value);
    }
    return new Json(((Map<?, ?>) value).get(key));
  }

  String text(String key) {
    return get(key).text();
  }

  /** The text, or nothing where it is absent or null. */
  String textOr(String key, String otherwise) {
    return has(key) ? get(key).text() : otherwise;
  }

  String text() {
    return value.toString();
  }

  long number(String key) {
    return get(key).number();
  }

  long number() {
    return ((Number) value).longValue();
  }

  boolean flag(String key) {
    return (Boolean) get(key).value;
  }

  boolean isNumber() {
    return value instanceof Number;
  }

  boolean isNothing() {
    return value == NOTHING;
  }

  List<Json> items(String key) {
    return get(key).items();
  }

  List<Json> items() {
    return ((List<?>) value).stream().map(item -> new Json(item)).toList();
  }

  List<String> keys() {
    return ((Map<?, ?>) value).keySet().stream().map(Object::toString).toList();
  }

  @Override
  public String toString() {
    return value == NOTHING ? "null" : value.toString();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Object value() {
      return switch (peek()) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        default -> word();
      };
    }

    private Map<String, Object> object() {
      Map<String, Object> members = new LinkedHashMap<>();
      at++;
      while (peek() != '}') {
        String key = string();
        peek();
        at++; // the colon
        members.put(key, value());
        skipComma();
      }
      at++;
      return members;
    }

    private List<Object> array() {
      List<Object> elements = new ArrayList<>();
      at++;
      while (peek() != ']') {
        elements.add(value());
        skipComma();
      }
      at++;
      return elements;
    }

    private String string() {
      StringBuilder out = new StringBuilder();
      peek();
      at++;
      while (text.charAt(at) != '"') {
        char c = text.charAt(at++);
        out.append(c == '\\' ? escaped() : c);
      }
      at++;
      return out.toString();
    }

    private char escaped() {
      char c = text.charAt(at++);
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> {
          at += 4;
          yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        default -> c;
      };
    }

    private Object word() {
      int start = at;
      while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0
          || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      String word = text.substring(start, at);
      return switch (word) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> NOTHING;
        default -> number(word);
      };
    }

    private static Object number(String word) {
      try {
        return Long.valueOf(word);
      } catch (NumberFormatException fraction) {
        return Double.valueOf(word);
      }
    }

    private void skipComma() {
      if (peek() == ',') {
        at++;
      }
    }

    private char peek() {
      while (Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return text.charAt(at);
    }
  }
}
