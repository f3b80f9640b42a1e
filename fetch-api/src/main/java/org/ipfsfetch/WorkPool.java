// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of named daemon threads, made when they are needed and gone when it is closed.
 *
 * <p>A closed executor's threads may still be ending when it says that it has terminated; here
 * {@link #close()} waits for the threads themselves. Thread-safe.
 */
final class WorkPool implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkPool.class);
  private static final long CLOSE_SECONDS = 3;

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final String name;
  private final ExecutorService executor;

  WorkPool(String name, int threads) {
    this.name = name;
    this.executor = Executors.newFixedThreadPool(threads, this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ipfs-fetch-" + name + "-" + numbers.incrementAndGet());
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /**
   * @throws java.util.concurrent.RejectedExecutionException after {@link #close()}
   */
  @Override
  public void execute(Runnable work) {
    executor.execute(work);
  }

  /** Drops what waits, interrupts what runs, and waits for the threads to end. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        if (thread.isAlive()) {
          LOG.warn("{} is still busy {} s after it was stopped", thread, CLOSE_SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
