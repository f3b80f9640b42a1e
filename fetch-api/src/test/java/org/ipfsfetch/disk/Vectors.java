// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of {@code vectors/}: objects, arrays, strings and booleans, read in one pass. */
final class Vectors {
  private final String text;
  private int at;

  private Vectors(String text) {
    this.text = text;
  }

  @SuppressWarnings("unchecked") // a vector file is an object
  static Map<String, Object> read(String name) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return (Map<String, Object>) new Vectors(text).value();
    }
  }

  @SuppressWarnings("unchecked") // by the files' own form
  static List<Map<String, Object>> cases(String name) throws IOException {
    return (List<Map<String, Object>>) read(name).get("cases");
  }

  private Object value() {
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
      at++; // colon
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
    while (Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return Boolean.valueOf(text.substring(start, at));
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
