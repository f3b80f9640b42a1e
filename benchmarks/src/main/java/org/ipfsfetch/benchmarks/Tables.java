// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipfsfetch.benchmarks.Comparison.Way;

/** Results as tables of Markdown: one for each way, a row for each content. */
final class Tables {
  private final Map<Way, List<Row>> rows = new LinkedHashMap<>();

  private record Row(Content content, Map<String, Measurement> medians) {}

  void add(Comparison comparison, Map<String, Measurement> medians) {
    rows.computeIfAbsent(comparison.way(), way -> new ArrayList<>())
        .add(new Row(comparison.content(), medians));
  }

  /** All tables. */
  String toMarkdown() {
    return rows.entrySet().stream()
        .map(entry -> table(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String table(Way way, List<Row> rows) {
    List<String> names = List.copyOf(rows.get(0).medians.keySet());
    StringBuilder text = new StringBuilder();
    text.append("**").append(way.title()).append("**\n\n");
    text.append(line(Stream.concat(Stream.of("content"), names.stream())));
    text.append(line(Stream.concat(Stream.of("---"), names.stream().map(name -> "---:"))));
    for (Row row : rows) {
      text.append(line(Stream.concat(Stream.of(row.content.label()), cells(row).stream())));
    }
    return text.toString();
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    List<Measurement> all = List.copyOf(row.medians.values());
    cells.add(figures(all.get(0)));
    all.stream().skip(1).forEach(one -> cells.add(figures(one) + ratio(all.get(0), one)));
    return cells;
  }

  static String figures(Measurement one) {
    return switch (one.end()) {
      case FAILED -> "failed";
      case OUT_OF_TIME -> "> %.0f".formatted(one.seconds());
      case DONE ->
          String.format(
              Locale.ROOT,
              "%.2f (%.2f, %.0f)",
              one.seconds(),
              one.cpuSeconds(),
              one.peakMegabytes());
    };
  }

  private static String ratio(Measurement ours, Measurement other) {
    if (!ours.isDone() || other.end() == Measurement.End.FAILED) {
      return "";
    }
    String sign = other.isDone() ? "" : "< ";
    return String.format(Locale.ROOT, " **%s%.2f**", sign, ours.seconds() / other.seconds());
  }

  static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
