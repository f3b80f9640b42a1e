// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends the command when the process that started it has ended, on a thread of its own.
 *
 * <p>A process whose parent dies gets another parent, at once and even while the dead one has not
 * been waited for. That is looked at once a second, since systems tell it to nobody.
 */
final class ParentWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 1000;

  private final Optional<ScheduledExecutorService> timer;

  private ParentWatch(Optional<ScheduledExecutorService> timer) {
    this.timer = timer;
  }

  /** Watches nobody. */
  static ParentWatch none() {
    return new ParentWatch(Optional.empty());
  }

  static ParentWatch start(Stop stop) {
    return start(stop, ParentWatch::parentOfProcess, PERIOD_MILLIS);
  }

  static ParentWatch start(Stop stop, Supplier<OptionalLong> parent, long periodMillis) {
    OptionalLong first = parent.get();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ipfs-fetch-parent-watch");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(
        () -> {
          if (!parent.get().equals(first)) {
            stop.request(ExitCode.TERMINATED);
          }
        },
        periodMillis,
        periodMillis,
        TimeUnit.MILLISECONDS);
    return new ParentWatch(Optional.of(timer));
  }

  private static OptionalLong parentOfProcess() {
    return ProcessHandle.current()
        .parent()
        .map(parent -> OptionalLong.of(parent.pid()))
        .orElse(OptionalLong.empty());
  }

  @Override
  public void close() {
    timer.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
