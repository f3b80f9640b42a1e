// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A command that is measured: what to run, with what in its environment. Immutable.
 *
 * @param environment beyond the one of this process, from which all settings of IPFS and all
 *     proxies are taken out
 * @param reader reads its standard output, which goes to a file otherwise
 */
record Command(List<String> words, Map<String, String> environment, Reader reader) {

  /** Takes all that a process writes, on a thread of its own. */
  @FunctionalInterface
  interface Reader {
    /** The reader that is none: output goes to a file. */
    Reader NONE = in -> {};

    void read(InputStream in) throws IOException, InterruptedException;
  }

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static Command of(String... words) {
    return of(List.of(words));
  }

  static Command of(List<String> words) {
    return new Command(words, Map.of(), Reader.NONE);
  }

  /** Commands of a shell, whose words are {@code $1} and so on. */
  static Command shell(String script, String... words) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    all.addAll(List.of(words));
    return of(all);
  }

  Command with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Command(words, more, reader);
  }

  Command readBy(Reader other) {
    return new Command(words, environment, other);
  }

  /** A builder of this command behind other words, in a folder. */
  ProcessBuilder builder(List<String> before, Path folder) {
    List<String> all = new ArrayList<>(before);
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().keySet().removeIf(Command::disturbs);
    builder.environment().putAll(environment);
    return builder;
  }

  private static boolean disturbs(String variable) {
    String lower = variable.toLowerCase(Locale.ROOT);
    return lower.startsWith("ipfs_") || lower.endsWith("_proxy") || lower.startsWith("java_tool");
  }
}
