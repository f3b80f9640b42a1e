// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the figures should be, and whether they are. */
final class Aims {
  private static final List<Aim> ALL =
      List.of(
          new Aim("gateway/1gib", "curl, CAR", 1.2, 0),
          new Aim("gateway-50ms/1gib", "curl, CAR", 1.2, 0),
          new Aim("gateway/10k", "lassie, CAR", 1, 0.5),
          new Aim("gateway/hamt", "lassie, CAR", 1, 0.5),
          new Aim("gateway-50ms/10k", "lassie, CAR", 1, 0.5),
          new Aim("gateway-50ms/hamt", "lassie, CAR", 1, 0.5),
          new Aim("warm/10k", "lassie, CAR", 1, 0),
          new Aim("warm/hamt", "lassie, CAR", 1, 0),
          new Aim("daemon-hot/1gib", "ipfs get", 1, 0),
          new Aim("daemon-hot/10k", "ipfs get", 1.5, 0),
          new Aim("daemon-hot/hamt", "ipfs get", 1.5, 0),
          new Aim("daemon-cold/10k", "ipfs get", 0.05, 0),
          new Aim("daemon-cold/hamt", "ipfs get", 0.05, 0));

  private final List<String> lines = new ArrayList<>();

  /** At most so many times what another takes, and so many seconds more. */
  private record Aim(String comparison, String other, double times, double moreSeconds) {
    String text() {
      String factor = times == 1 ? other : number(times) + " × " + other;
      return "≤ " + factor + (moreSeconds > 0 ? " + " + number(moreSeconds) + " s" : "");
    }

    private static String number(double value) {
      return Double.toString(value).replaceAll("\\.0$", "");
    }
  }

  /** Holds the medians of a comparison against the aims for it. */
  void check(Comparison comparison, Map<String, Measurement> medians) {
    Measurement ours = medians.values().iterator().next();
    for (Aim aim : ALL) {
      if (aim.comparison.equals(comparison.name())) {
        Optional.ofNullable(medians.get(aim.other))
            .ifPresent(other -> lines.add(line(comparison, aim, ours, other)));
      }
    }
  }

  private static String line(Comparison comparison, Aim aim, Measurement ours, Measurement other) {
    double bound = aim.times * other.seconds() + aim.moreSeconds;
    boolean counts = ours.isDone() && other.end() != Measurement.End.FAILED;
    String verdict = counts && ours.seconds() <= bound ? "ok" : counts ? "NOT ok" : "failed";
    String figures = String.format(Locale.ROOT, "%.2f of %.2f s", ours.seconds(), bound);
    return Tables.line(
        Stream.of(
            comparison.way().title(), comparison.content().label(), aim.text(), figures, verdict));
  }

  /** The table; empty when there was nothing to hold against. */
  String toMarkdown() {
    return lines.isEmpty()
        ? ""
        : "\n**Aims**\n\n| way | content | ours at most | measured | |\n| --- | --- | --- | --- | --- |\n"
            + String.join("", lines);
  }
}
