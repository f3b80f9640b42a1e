// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends exchanges that wait for the other side longer than the idle limit; the time in which we do
 * not read on purpose is not counted. One look at all of them several times per limit is cheaper
 * than a timer for each chunk that arrives. Thread-safe.
 */
final class StallWatch {
  private final Set<Exchange> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Scheduler scheduler;
  private final Duration limit;
  private final long periodMillis;

  StallWatch(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limit = limit;
    this.periodMillis = Math.max(5, Math.min(limit.toMillis() / 8, 1000));
  }

  Duration limit() {
    return limit;
  }

  void add(Exchange exchange) {
    watched.add(exchange);
    if (looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  void remove(Exchange exchange) {
    watched.remove(exchange);
  }

  private void lookLater() {
    scheduler.schedule(this::look, periodMillis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    for (Exchange exchange : watched) {
      exchange.endIfStalled(now, limit);
    }
    if (!watched.isEmpty()) {
      lookLater();
      return;
    }
    looking.set(false);
    if (!watched.isEmpty() && looking.compareAndSet(false, true)) {
      lookLater(); // one was added between the last two lines
    }
  }
}
