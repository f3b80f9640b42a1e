// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the three standard streams are connected to.
 *
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param columns its width
 * @param dumb whether it can only print lines
 * @param color whether colours are welcome
 */
record Terminal(boolean output, boolean error, int columns, boolean dumb, boolean color) {

  /** Set by the launcher, which can ask the system: the terminals among 1 and 2. */
  static final String STREAMS_PROPERTY = "org.ipfsfetch.cli.terminals";

  /** Set by the launcher: the width of the terminal. */
  static final String COLUMNS_PROPERTY = "org.ipfsfetch.cli.columns";

  private static final int USUAL_COLUMNS = 80;

  /** No terminal anywhere. */
  static Terminal none() {
    return new Terminal(false, false, USUAL_COLUMNS, true, false);
  }

  /** What this process has. */
  static Terminal ofProcess(Map<String, String> environment) {
    String streams = System.getProperty(STREAMS_PROPERTY);
    boolean output = streams == null ? isTerminal(1) : streams.contains("1");
    boolean error = streams == null ? isTerminal(2) : streams.contains("2");
    String term = environment.getOrDefault("TERM", "dumb");
    boolean dumb = term.isEmpty() || term.equals("dumb");
    boolean color = output && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(output, error, columns(environment), dumb, color);
  }

  private static int columns(Map<String, String> environment) {
    OptionalInt told = number(System.getProperty(COLUMNS_PROPERTY, ""));
    return told.isPresent()
        ? told.getAsInt()
        : number(environment.getOrDefault("COLUMNS", "")).orElse(USUAL_COLUMNS);
  }

  private static OptionalInt number(String text) {
    return text.matches("[1-9][0-9]{1,3}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** Without the launcher: Linux shows what a file descriptor is. Elsewhere both or neither. */
  @SuppressWarnings("SystemConsoleNull") // looked at only where null still tells something
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException elsewhere) {
      // from 22 on there is always a console; only the launcher knows better there
      return System.console() != null && Runtime.version().feature() < 22;
    }
  }
}
