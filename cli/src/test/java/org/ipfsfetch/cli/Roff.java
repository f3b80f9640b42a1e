// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text in the macros of man(7). */
final class Roff {
  private final StringJoiner lines =
      new StringJoiner(
          "\n",
          ".\\\" SPDX-FileCopyrightText: The ipfs-fetch authors\n"
              + ".\\\" SPDX-License-Identifier: Apache-2.0\n"
              + ".\\\" made by ManPageTest of what the command knows; change it there\n",
          "\n");

  void macro(String name, String... arguments) {
    lines.add("." + name + Stream.of(arguments).map(Roff::quoted).collect(Collectors.joining()));
  }

  void section(String title) {
    macro("SH", title);
  }

  void subsection(String title) {
    macro("SS", title);
  }

  void text(String text) {
    String escaped = escaped(text);
    lines.add(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
  }

  void paragraph(String text) {
    lines.add(".PP");
    text(text);
  }

  void bold(String text) {
    macro("B", text);
  }

  /** A term, and what it means below it. */
  void item(String term, String meaning) {
    lines.add(".TP");
    bold(term);
    text(meaning);
  }

  String text() {
    return lines.toString();
  }

  /** Requests take a quote as it is, so only what needs one gets it. */
  private static String quoted(String argument) {
    boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> c == ' ' || c == '"');
    String escaped = escaped(argument).replace("\"", "\\(dq");
    return plain ? " " + escaped : " \"" + escaped + "\"";
  }

  /** In ASCII, as not every roff reads UTF-8; a hyphen that can be copied as the minus it is. */
  private static String escaped(String text) {
    return text.codePoints()
        .mapToObj(
            point ->
                switch (point) {
                  case '\\' -> "\\e";
                  case '-' -> "\\-";
                  case '`' -> "\\(aq";
                  case '~' -> "\\(ti";
                  default ->
                      point < 0x80
                          ? Character.toString(point)
                          : String.format(Locale.ROOT, "\\[u%04X]", point);
                })
        .collect(Collectors.joining());
  }
}
