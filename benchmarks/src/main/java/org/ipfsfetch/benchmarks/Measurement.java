// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.util.Comparator;
import java.util.List;

/**
 * What one run took. Immutable.
 *
 * @param seconds from start to end, as a person waits
 * @param cpuSeconds of the process and its children, user and system
 * @param peakMegabytes the largest resident memory of one process among them
 * @param trouble why it does not count; empty when it does
 */
record Measurement(
    End end, double seconds, double cpuSeconds, double peakMegabytes, String trouble) {

  /** How a run ended. */
  enum End {
    DONE,
    FAILED,
    OUT_OF_TIME
  }

  static Measurement done(double seconds, double cpuSeconds, double peakMegabytes) {
    return new Measurement(End.DONE, seconds, cpuSeconds, peakMegabytes, "");
  }

  static Measurement outOfTime(double limitSeconds) {
    return new Measurement(End.OUT_OF_TIME, limitSeconds, 0, 0, "");
  }

  Measurement failed(String why) {
    return new Measurement(End.FAILED, seconds, cpuSeconds, peakMegabytes, why);
  }

  boolean isDone() {
    return end == End.DONE;
  }

  /**
   * The run in the middle by time; of each figure its own middle would be a run that never was. One
   * that did not end well stands for all.
   */
  static Measurement median(List<Measurement> runs) {
    return runs.stream()
        .filter(run -> !run.isDone())
        .findFirst()
        .orElseGet(
            () ->
                runs.stream()
                    .sorted(Comparator.comparingDouble(Measurement::seconds))
                    .toList()
                    .get((runs.size() - 1) / 2));
  }
}
