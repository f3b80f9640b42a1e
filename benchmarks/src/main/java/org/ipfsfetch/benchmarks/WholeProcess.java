// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares whole processes and prints tables for the README: progress on standard error, tables on
 * standard output and in {@code .cache/benchmarks/results}.
 */
final class WholeProcess {
  private WholeProcess() {}

  /**
   * Arguments as {@code benchmarks/run} explains; the system property {@code root} is the checkout.
   */
  public static void main(String[] arguments) throws Exception {
    Options options;
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean listing = words.remove("--list");
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks: " + e.getMessage() + "; see benchmarks/run --help");
      System.exit(2);
      return;
    }
    if (listing) {
      Stream.concat(Comparisons.names().stream(), MemoryChecks.names().stream())
          .filter(options::wants)
          .forEach(System.out::println);
      return;
    }
    Path root = Path.of(System.getProperty("root", ".")).toRealPath();
    Path cache = Files.createDirectories(root.resolve(".cache/benchmarks"));
    Path outputs = Files.createTempDirectory(cache, "run-");
    System.exit(run(options, Tools.find(root), cache, outputs) ? 0 : 1);
  }

  /** Whether all went well. */
  private static boolean run(Options options, Tools tools, Path cache, Path outputs)
      throws Exception {
    Meter meter = Meter.find(tools);
    String machine = Machine.describe(meter);
    Tables tables = new Tables();
    Aims aims = new Aims();
    try (Surroundings around = Surroundings.start(tools, cache)) {
      Thread atExit = new Thread(around::close);
      Runtime.getRuntime().addShutdownHook(atExit); // for Ctrl-C: no kubo is left behind
      Tools.run(new ProcessBuilder(tools.ours(), "--version")); // makes its archive of classes
      Runner runner = new Runner(meter, outputs);
      for (Comparison comparison : Comparisons.wanted(options, around)) {
        Map<String, Measurement> medians = runner.run(comparison);
        tables.add(comparison, medians);
        if (!options.quick()) { // little content has no aims
          aims.check(comparison, medians);
        }
      }
      MemoryChecks memory = new MemoryChecks(options, around, runner, outputs);
      memory.run();
      String report =
          machine
              + ".\nSeconds (CPU seconds, peak MB) **ours ÷ this**; medians.\n\n"
              + tables.toMarkdown()
              + aims.toMarkdown()
              + memory.toMarkdown();
      System.out.println(report);
      keep(report, cache);
      Runtime.getRuntime().removeShutdownHook(atExit);
      if (runner.hasFailed()) {
        System.err.println("not all went well; what was written is left in " + outputs);
        return false;
      }
    }
    deleteAll(outputs);
    return true;
  }

  private static void keep(String report, Path cache) throws IOException {
    String when =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    Path results = Files.createDirectories(cache.resolve("results"));
    Files.writeString(results.resolve(when + ".md"), report);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
