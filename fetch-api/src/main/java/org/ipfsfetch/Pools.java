// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a fetcher: {@code ipfs-fetch-hash-…} hash, {@code ipfs-fetch-write-…} write, and
 * each fetch has one {@code ipfs-fetch-loop-…}. All are daemons, made when they are needed; none is
 * left after {@link #close()}.
 */
final class Pools implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

  /** More than this and a disk or a memory bus is the limit, not the cores. */
  private static final int MOST_THREADS = 4;

  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService hashing = pool("hash", threads());
  private final ExecutorService writing = pool("write", Math.max(2, threads()));

  ExecutorService hashing() {
    return hashing;
  }

  ExecutorService writing() {
    return writing;
  }

  /** For one fetch whose output needs an order; whoever asks shuts it down. */
  static ExecutorService inOrder() {
    return pool("output", 1);
  }

  private static int threads() {
    return Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  private static ExecutorService pool(String name, int threads) {
    return Executors.newFixedThreadPool(threads, named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicLong number = new AtomicLong();
    return work -> {
      Thread thread = new Thread(work, "ipfs-fetch-" + name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    hashing.shutdownNow();
    writing.shutdownNow();
    try {
      boolean ended =
          hashing.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
              && writing.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        LOG.warn("threads of a fetcher are still busy {} s after its close", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
