// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what another process or thread does and does not tell. */
public final class Eventually {
  private static final long PATIENCE_SECONDS = 60;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  /** Returns once the condition holds; fails the test if it does not for long. */
  public static void holds(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** Returns once the number has not changed for that long. */
  public static void rests(LongSupplier number, long millis) {
    long since = System.nanoTime();
    long last = number.getAsLong();
    while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(millis)) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (number.getAsLong() != last) {
        last = number.getAsLong();
        since = System.nanoTime();
      }
    }
  }
}
