// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ipfsfetch.progress.FetchEvent;
import org.ipfsfetch.progress.FetchListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener what a fetch does, on a thread of its own: a slow or throwing listener harms
 * nobody. Progress is looked up ten times a second and told when it has changed.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final long PROGRESS_MILLIS = 100;

  /** A listener that is slower than this many events misses notes. */
  private static final int MAX_WAITING = 1_000;

  private final FetchListener listener;
  private final Supplier<FetchEvent.Progress> progress;
  private final LinkedBlockingQueue<FetchEvent> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean failed; // of the thread

  /**
   * @param number tells this fetch from others in the thread's name
   */
  Announcer(FetchListener listener, Supplier<FetchEvent.Progress> progress, long number) {
    this.listener = listener;
    this.progress = progress;
    this.thread = new Thread(this::run, "ipfs-fetch-events-" + number);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Says that something happened. From any thread. */
  void announce(FetchEvent event) {
    boolean needed = !(event instanceof FetchEvent.SourceNote);
    if (needed || waiting.size() < MAX_WAITING) {
      waiting.add(event);
    }
  }

  /** Says that it has ended; the thread then ends too. */
  void finish(Optional<Throwable> failure) {
    waiting.add(new FetchEvent.Finished(failure));
  }

  /** Waits until the listener has heard everything; one that hangs is interrupted. */
  void end(long millis) throws InterruptedException {
    thread.join(millis);
    thread.interrupt();
    thread.join(millis);
  }

  private void run() {
    FetchEvent.Progress told = new FetchEvent.Progress(0, OptionalLong.empty(), 0, 0);
    try {
      while (true) {
        FetchEvent event = waiting.poll(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        FetchEvent.Progress now = progress.get();
        boolean last = event instanceof FetchEvent.Finished;
        if ((event == null || last) && !now.equals(told)) {
          tell(now);
          told = now;
        }
        if (event != null) {
          tell(event);
        }
        if (last) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(FetchEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.warn("a listener failed on {}; further failures of it are not told", event, e);
      }
    }
  }
}
