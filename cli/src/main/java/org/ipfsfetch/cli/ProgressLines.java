// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Duration;
import java.time.Instant;

/** A whole line every few seconds: for logs, pipes and terminals that can do no more. */
final class ProgressLines implements Progress {
  /** A log of an hour is then some hundred lines, and nobody thinks that it hangs. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Nothing needs to be cut. */
  private static final int WIDTH = Integer.MAX_VALUE;

  private final Console console;
  private Duration next = INTERVAL; // what takes less needs no line at all
  private long shownBytes = -1;

  ProgressLines(Console console) {
    this.console = console;
  }

  @Override
  public void show(Standing standing, Instant now) {
    Duration elapsed = standing.elapsed(now);
    if (elapsed.compareTo(next) < 0) {
      return;
    }
    next = elapsed.plus(INTERVAL);
    boolean moved = standing.progress().bytes() != shownBytes && standing.progress().blocks() > 0;
    shownBytes = standing.progress().bytes();
    console.errLine(moved ? amounts(standing, now) : ProgressText.waiting(standing, now, WIDTH));
  }

  private static String amounts(Standing standing, Instant now) {
    String percent = standing.percent().isPresent() ? standing.percent().getAsLong() + "%, " : "";
    return percent + String.join(", ", ProgressText.amounts(standing, now));
  }

  @Override
  public void clear() {}
}
