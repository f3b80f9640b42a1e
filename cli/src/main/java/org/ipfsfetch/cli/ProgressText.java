// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.ipfsfetch.progress.FetchEvent;
import org.ipfsfetch.progress.FetchEvent.Phase;

/** Where a fetch stands, in words; the same words in a bar and in a line. */
final class ProgressText {
  private ProgressText() {}

  /** {@code 12.3 MiB of 27.0 MiB}, the rate, the time left, the files: most important first. */
  static List<String> amounts(Standing standing, Instant now) {
    FetchEvent.Progress progress = standing.progress();
    List<String> parts = new ArrayList<>();
    OptionalLong expected = standing.expected();
    parts.add(
        expected.isPresent()
            ? Amounts.bytes(progress.bytes()) + " of " + Amounts.bytes(expected.getAsLong())
            : Amounts.bytes(progress.bytes()));
    parts.add(Amounts.bytes((long) standing.rate(now)) + "/s");
    standing.secondsLeft(now).ifPresent(left -> parts.add(Amounts.clock(left) + " left"));
    if (progress.files() > 0) {
      parts.add(Amounts.count(progress.files(), "file", "files"));
    }
    return parts;
  }

  /** What is being waited for, with how long it has been. */
  static String waiting(Standing standing, Instant now) {
    String doing =
        standing.phase().filter(phase -> phase == Phase.PLACING).isPresent()
            ? "still putting it in place"
            : standing.progress().blocks() == 0
                ? "still looking for " + standing.what()
                : "still waiting for more of " + standing.what();
    return doing + " (" + standing.quiet(now).toSeconds() + " s)";
  }

  static String entering(Phase phase) {
    return switch (phase) {
      case NAME -> "looking up the name";
      case PATH -> "following the path";
      case CONTENT -> "fetching";
      case PLACING -> "putting it in place";
    };
  }
}
