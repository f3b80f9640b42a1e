// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ipfsfetch.conformance.Fixtures.Fixture;

/** How many of how many hold, by category. For one thread. */
final class Score {
  private static final String LINE = "%-14s %5s %7s %6s   %7s %7s %7s   %7s %7s";

  private final Map<String, Row> rows = new TreeMap<>();
  private final Set<String> deviations = new TreeSet<>();

  /** One category, or all of them. */
  private static final class Row {
    private int files;
    private int filesDriven;
    private int filesHold;
    private int cases;
    private int casesDriven;
    private int casesHold;
    private int checks;
    private int checksHold;

    void add(Row other) {
      files += other.files;
      filesDriven += other.filesDriven;
      filesHold += other.filesHold;
      cases += other.cases;
      casesDriven += other.casesDriven;
      casesHold += other.casesHold;
      checks += other.checks;
      checksHold += other.checksHold;
    }

    Object[] cells(String name) {
      return new Object[] {
        name, files, filesDriven, filesHold, cases, casesDriven, casesHold, checks, checksHold
      };
    }
  }

  void notDriven(Fixture fixture) {
    row(fixture);
  }

  /** A file whose checks have run; a deviation costs one of its cases. */
  void driven(Fixture fixture, int checks, List<String> deviating) {
    Row row = row(fixture);
    row.filesDriven++;
    row.filesHold += deviating.isEmpty() ? 1 : 0;
    row.casesDriven += fixture.cases();
    row.casesHold += Math.max(0, fixture.cases() - deviating.size());
    row.checks += checks;
    row.checksHold += checks - deviating.size();
    deviating.forEach(check -> deviations.add(fixture.path() + ": " + check));
  }

  private Row row(Fixture fixture) {
    Row row = rows.computeIfAbsent(fixture.category(), category -> new Row());
    row.files++;
    row.cases += fixture.cases();
    return row;
  }

  int checks() {
    return rows.values().stream().mapToInt(row -> row.checks).sum();
  }

  /** What did not hold: file and check. */
  Set<String> deviations() {
    return deviations;
  }

  /** For people. */
  String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        LINE.formatted("", "files", "driven", "hold", "cases", "driven", "hold", "checks", "hold"));
    Row all = new Row();
    for (String name : rows.keySet()) {
      out.append('\n').append(LINE.formatted(rows.get(name).cells(name)));
      all.add(rows.get(name));
    }
    out.append('\n').append(LINE.formatted(all.cells("all")));
    return out.toString();
  }
}
