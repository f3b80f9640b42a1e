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
  /** A shorter pause is not worth a word. */
  static final int NOTICED_SECONDS = 3;

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

  /**
   * What is being waited for, and since when, once that is worth a word.
   *
   * @param width how many characters there is room for
   */
  static String waiting(Standing standing, Instant now, int width) {
    long seconds = standing.quiet(now).toSeconds();
    String still = seconds >= NOTICED_SECONDS ? "still " : "";
    String since = seconds >= NOTICED_SECONDS ? " (" + seconds + " s)" : "";
    if (standing.phase().filter(phase -> phase == Phase.PLACING).isPresent()) {
      return still + entering(Phase.PLACING) + since;
    }
    String doing = standing.progress().blocks() == 0 ? "looking for " : "waiting for more of ";
    int room = width - still.length() - doing.length() - since.length();
    return still + doing + shortened(standing.what(), room) + since;
  }

  /** The ends of it: a CID is told by its end, a path by both. */
  private static String shortened(String text, int room) {
    int most = Math.max(room, 5);
    if (text.length() <= most) {
      return text;
    }
    int begin = (most - 3) / 2;
    return text.substring(0, begin) + "..." + text.substring(text.length() - (most - 3 - begin));
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
