// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 1h30m}; largest unit first,
 * each at most once. A bare number is refused, since half of all programs read it as seconds and
 * the other half as milliseconds.
 */
final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private Durations() {}

  static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw new IllegalArgumentException(
          text.matches("\\d+") ? "is a duration without a unit" : "is not a duration");
    }
    return Duration.ofDays(number(form, 1))
        .plusHours(number(form, 2))
        .plusMinutes(number(form, 3))
        .plusSeconds(number(form, 4))
        .plusMillis(number(form, 5));
  }

  private static long number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
  }

  /** The text that {@link #parse} reads back, rounded to milliseconds. */
  static String print(Duration duration) {
    if (duration.toMillis() == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder(duration.isNegative() ? "-" : "");
    Duration rest = duration.abs();
    append(out, rest.toHours(), "h");
    append(out, rest.toMinutesPart(), "m");
    append(out, rest.toSecondsPart(), "s");
    append(out, rest.toMillisPart(), "ms");
    return out.toString();
  }

  private static void append(StringBuilder out, long number, String unit) {
    if (number != 0) {
      out.append(number).append(unit);
    }
  }
}
