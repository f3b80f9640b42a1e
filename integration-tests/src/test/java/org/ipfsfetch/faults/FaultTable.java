// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A table of faults by protocols and moments, filled by trying each. For one thread. */
final class FaultTable {
  /** Most of a trial is waiting; more of them would make each other late. */
  private static final int AT_ONCE = 8;

  private final List<String> lines = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /** Fetches while a fault happens. */
  @FunctionalInterface
  interface Trial {
    Tried with(Fault fault, Protocol protocol, Moment moment) throws Exception;
  }

  /**
   * What came of a trial.
   *
   * @param shown in the table
   * @param judgement throws if that must not be
   */
  record Tried(Attempt attempt, String shown, Judgement judgement) {}

  /** Says whether something is as it must be. */
  @FunctionalInterface
  interface Judgement {
    void pass() throws Exception;
  }

  private FaultTable() {}

  /** Tries all, a few at a time. */
  static FaultTable of(String title, List<? extends Fault> faults, Trial trial)
      throws InterruptedException {
    FaultTable table = new FaultTable();
    ExecutorService trials = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<List<Future<Tried>>> rows = new ArrayList<>();
      for (Fault fault : faults) {
        rows.add(begin(fault, trial, trials));
      }
      table.writeHead(title);
      for (int i = 0; i < rows.size(); i++) {
        table.writeRow(faults.get(i), rows.get(i));
      }
    } finally {
      trials.shutdownNow();
    }
    return table;
  }

  private static List<Future<Tried>> begin(Fault fault, Trial trial, ExecutorService trials) {
    List<Future<Tried>> cells = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      for (Moment moment : Moment.values()) {
        cells.add(trials.submit(() -> trial.with(fault, protocol, moment)));
      }
    }
    return cells;
  }

  private void writeHead(String title) {
    StringBuilder head = new StringBuilder("| ").append(title).append(" |");
    StringBuilder rule = new StringBuilder("| --- |");
    for (Protocol protocol : Protocol.values()) {
      for (Moment moment : Moment.values()) {
        head.append(' ').append(protocol).append(", ").append(moment).append(" |");
        rule.append(" --- |");
      }
    }
    lines.add(head.toString());
    lines.add(rule.toString());
  }

  private void writeRow(Fault fault, List<Future<Tried>> cells) throws InterruptedException {
    StringBuilder line = new StringBuilder("| ").append(fault.label()).append(" |");
    int column = 0;
    for (Protocol protocol : Protocol.values()) {
      for (Moment moment : Moment.values()) {
        String where = fault.label() + ", " + protocol + ", " + moment;
        line.append(' ').append(shown(where, cells.get(column++))).append(" |");
      }
    }
    lines.add(line.toString());
  }

  private String shown(String where, Future<Tried> cell) throws InterruptedException {
    try {
      Tried tried = cell.get();
      try {
        tried.judgement().pass();
        return tried.shown();
      } catch (AssertionError | Exception e) {
        broken.add(where + ", " + tried.attempt() + ": " + e.getMessage());
        return "**" + tried.shown() + "**";
      }
    } catch (ExecutionException e) {
      broken.add(where + ": could not be tried: " + e.getCause());
      return "**not tried**";
    }
  }

  /** What ended as it must not. */
  List<String> broken() {
    return broken;
  }

  /** It in Markdown, what must not be in bold. */
  String markdown() {
    return String.join(System.lineSeparator(), lines);
  }
}
