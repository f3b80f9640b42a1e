// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** What the figures were measured on, in words for the table. */
final class Machine {
  private Machine() {}

  /** A line about this machine, and how busy it was when the run began. */
  static String describe(Meter meter) {
    int processors = Runtime.getRuntime().availableProcessors();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    String busy =
        load > processors * 0.25 ? "; **busy at the start: these figures mean little**" : "";
    return String.format(
        Locale.ROOT,
        "%s, %d processors (%s), %s %s, Java %s, memory and CPU by %s, load at the start %.1f%s",
        LocalDate.now(ZoneId.systemDefault()),
        processors,
        System.getProperty("os.arch"),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        meter,
        load,
        busy);
  }
}
