// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ipfsfetch.benchmarks.Contender.Clock;
import org.ipfsfetch.benchmarks.Contender.Trial;

/**
 * Runs contenders in turn, A B A B, each run in a folder of its own.
 *
 * <p>Trees stay until the very end, since deleting many files makes creating files up to 35 times
 * slower for a while. Single files go at once, or a disk would not hold them.
 */
final class Runner {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Meter meter;
  private final Path folder;
  private boolean failed;

  /**
   * @param folder for what the runs write
   */
  Runner(Meter meter, Path folder) {
    this.meter = meter;
    this.folder = folder;
  }

  /** The median of each contender, in their order; one that could not even start has failed. */
  Map<String, Measurement> run(Comparison comparison) throws IOException, InterruptedException {
    Map<Contender, List<Measurement>> measured = new LinkedHashMap<>();
    comparison.contenders().forEach(contender -> measured.put(contender, new ArrayList<>()));
    for (int run = 1; run <= comparison.runs(); run++) {
      for (Contender contender : comparison.contenders()) {
        List<Measurement> before = measured.get(contender);
        if (before.stream().allMatch(Measurement::isDone)) { // else again would be no better
          before.add(run(comparison, contender, run));
        }
      }
    }
    Map<String, Measurement> medians = new LinkedHashMap<>();
    measured.forEach((contender, runs) -> medians.put(contender.name(), Measurement.median(runs)));
    return medians;
  }

  private Measurement run(Comparison comparison, Contender contender, int run)
      throws IOException, InterruptedException {
    String who = contender.name().replaceAll("[^a-zA-Z]+", "-");
    String name = comparison.name().replace('/', '-') + "-" + run + "-" + who;
    Path place = Files.createDirectories(folder.resolve(name));
    Measurement measured;
    try (Trial trial = contender.preparation().prepare(place)) {
      measured = measure(trial.command(), place, LIMIT, comparison.content());
    } catch (IOException e) { // such as a kubo that does not start: the others go on
      failed = true;
      measured = Measurement.done(0, 0, 0).failed(e.getMessage());
    }
    if (measured.isDone() && contender.clock() == Clock.OWN_WORD) {
      measured = itsOwnWord(place, measured);
    }
    tell(comparison.name() + " " + contender.name(), measured);
    dropOneFile(comparison.content(), place);
    return measured;
  }

  /** Runs a command and counts what it brought. */
  Measurement measure(Command command, Path place, Duration limit, Content expected)
      throws IOException, InterruptedException {
    Tools.run(new ProcessBuilder("sync")); // nothing is left to write from the run before
    Measurement measured = meter.run(command, place, limit);
    if (measured.isDone()) {
      String missing = expected.missingIn(place);
      measured = missing.isEmpty() ? measured : measured.failed(missing);
    }
    if (measured.end() == Measurement.End.FAILED) {
      failed = true;
      return measured.failed(measured.trouble() + ", see " + place);
    }
    return measured;
  }

  /** Deletes what was fetched if it is a single file, whoever wrote it. */
  static void dropOneFile(Content content, Path place) throws IOException {
    for (Path written :
        List.of(place.resolve("out"), place.resolve("first"), place.resolve("out.car"))) {
      if (content.isOneFile() && Files.exists(written)) {
        try (Stream<Path> files = Files.walk(written)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  /** Whether something went wrong that can be looked at in the folder. */
  boolean hasFailed() {
    return failed;
  }

  private static Measurement itsOwnWord(Path place, Measurement measured) throws IOException {
    String[] figures = Files.readString(place.resolve("stdout")).strip().split(" ");
    return Measurement.done(
        Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), measured.peakMegabytes());
  }

  static void tell(String name, Measurement measured) {
    System.err.printf(
        Locale.ROOT,
        "%-50s %8.2f s  %8.2f CPU s  %5.0f MB  %s%n",
        name,
        measured.seconds(),
        measured.cpuSeconds(),
        measured.peakMegabytes(),
        measured.isDone() ? "" : measured.end() + " " + measured.trouble());
  }
}
