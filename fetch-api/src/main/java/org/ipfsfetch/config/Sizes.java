// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of bytes as people write them: {@code 1GiB} is 2^30, {@code 500MB} is 500 million, and a
 * bare number is bytes. {@code 1.5GiB} is fine, {@code 1G} is refused: it means either.
 */
final class Sizes {
  private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s?([A-Za-z]*)");
  private static final Pattern COUNT = Pattern.compile("\\d{1,3}(?:[,_]?\\d{3})*|\\d{1,19}");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L, //
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "tb",
          1_000_000_000_000L, //
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);

  private Sizes() {}

  static long parse(String text) {
    Matcher form = FORM.matcher(text);
    Kinds.require(form.matches(), "is not a number of bytes");
    Long unit = UNITS.get(form.group(2).toLowerCase(Locale.ROOT));
    Kinds.require(
        unit != null, "has an unknown unit; kB, MB, GB, TB and KiB, MiB, GiB, TiB are known");
    return exact(new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)));
  }

  /** A plain number, {@code 1,000,000} and {@code 1_000_000} too. */
  static long parseCount(String text) {
    Kinds.require(COUNT.matcher(text).matches(), "is not a number");
    return exact(new BigDecimal(text.replaceAll("[,_]", "")));
  }

  private static long exact(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too large, or not a whole number of bytes", e);
    }
  }

  /** In the largest binary unit that is exact; {@link #parse} reads it back. */
  static String print(long bytes) {
    String[] names = {"", "KiB", "MiB", "GiB", "TiB"};
    int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, 4);
    return (bytes >> (10 * unit)) + names[unit];
  }
}
