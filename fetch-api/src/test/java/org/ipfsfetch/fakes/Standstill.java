// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fakes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what other threads do and do not tell; fails the test if it takes too long. */
public final class Standstill {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LOOK_MILLIS = 5;

  private Standstill() {}

  /** Returns once the number has not changed for that long. */
  public static void of(LongSupplier number, Duration quiet) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    long since = System.nanoTime();
    long last = number.getAsLong();
    while (System.nanoTime() - since < quiet.toNanos()) {
      look(end, "it moves still");
      long now = number.getAsLong();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
    }
  }

  /** Returns once the condition holds. */
  public static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      look(end, "it has not happened");
    }
  }

  private static void look(long end, String otherwise) throws InterruptedException {
    if (System.nanoTime() - end > 0) {
      throw new AssertionError(otherwise);
    }
    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
  }
}
