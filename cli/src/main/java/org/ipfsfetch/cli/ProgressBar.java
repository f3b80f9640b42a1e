// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Instant;
import java.util.List;

/**
 * One line of a terminal that is drawn again and again.
 *
 * <p>It uses carriage returns and spaces only, so that any terminal can show it.
 */
final class ProgressBar implements Progress {
  private static final int MIN_BAR = 10;
  private static final int MAX_BAR = 40;

  private final Console console;
  private final int width;
  private String drawn = "";

  ProgressBar(Console console) {
    this.console = console;
    // in the last column some terminals begin a new line
    this.width = Math.max(20, console.terminal().columns()) - 1;
  }

  @Override
  public void show(Standing standing, Instant now) {
    String line = line(standing, now, width);
    if (!line.equals(drawn)) {
      console.errRaw("\r" + line + " ".repeat(Math.max(0, drawn.length() - line.length())));
      drawn = line;
    }
  }

  @Override
  public void clear() {
    if (!drawn.isEmpty()) {
      console.errRaw("\r" + " ".repeat(drawn.length()) + "\r");
      drawn = "";
    }
  }

  static String line(Standing standing, Instant now, int width) {
    boolean waits = standing.quiet(now).toSeconds() >= ProgressText.NOTICED_SECONDS;
    if (waits || standing.progress().blocks() == 0) {
      return cut(ProgressText.waiting(standing, now, width), width);
    }
    String bar = standing.percent().isPresent() ? bar(standing.percent().getAsLong(), width) : "";
    return fill(bar, ProgressText.amounts(standing, now), width);
  }

  private static String bar(long percent, int width) {
    int size = Math.max(MIN_BAR, Math.min(MAX_BAR, width - 62)); // what the words need
    int full = (int) (size * percent / 100);
    return "[" + "#".repeat(full) + ".".repeat(size - full) + "] " + percent + "%  ";
  }

  /** As many parts as there is room for. */
  private static String fill(String begin, List<String> parts, int width) {
    StringBuilder line = new StringBuilder(begin);
    for (String part : parts) {
      String gap = line.length() == begin.length() ? "" : "  ";
      if (line.length() + gap.length() + part.length() > width) {
        break;
      }
      line.append(gap).append(part);
    }
    return cut(line.toString(), width);
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 3) + "...";
  }
}
