// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipfsfetch.retrieval.Loop;

/**
 * Hands writing to a pool, and hears on the loop when it is done.
 *
 * <p>With a pool of one thread jobs run in the order they were handed over. How many bytes wait
 * here is bounded by the sources' budgets: a block stays charged to its session until its job is
 * done.
 */
final class Writers {

  /**
   * One piece of writing.
   *
   * @param io runs on a thread of the pool
   * @param release gives back what the writing needed, whether it succeeded or not
   * @param done runs on the loop's thread afterwards
   */
  record Job(Io io, Runnable release, Loop.Task done) {

    static Job of(Io io, Loop.Task done) {
      return new Job(io, () -> {}, done);
    }
  }

  /** Writing, or reading back. */
  @FunctionalInterface
  interface Io {
    void run() throws IOException;
  }

  private final Executor pool;
  private final Loop loop;
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean abandoned;
  private int pending;

  Writers(Executor pool, Loop loop) {
    this.pool = pool;
    this.loop = loop;
  }

  /** Whether something handed over is not done yet. On the loop's thread. */
  boolean isBusy() {
    return pending > 0;
  }

  void write(Job job) {
    pending++;
    try {
      pool.execute(() -> run(job));
    } catch (RejectedExecutionException closed) {
      throw new CancellationException("the fetcher is closed");
    }
  }

  /**
   * Nothing more is to be written: what has not begun is dropped, and what has is waited for.
   *
   * @param millis how long at most; a write to a pipe that nobody reads may never end
   */
  void abandon(long millis) throws InterruptedException {
    abandoned = true;
    synchronized (running) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (running.get() > 0 && end - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.timedWait(running, end - System.nanoTime());
      }
    }
  }

  private void run(Job job) {
    running.incrementAndGet();
    try {
      if (abandoned) {
        job.release().run();
      } else {
        perform(job);
      }
    } finally {
      synchronized (running) {
        running.decrementAndGet();
        running.notifyAll();
      }
    }
  }

  private void perform(Job job) {
    try {
      job.io().run();
    } catch (IOException e) {
      abandoned = true; // what follows would leave a gap
      loop.execute(
          () -> {
            throw e;
          });
      return;
    } catch (RuntimeException | Error e) { // or the fetch would wait for ever
      abandoned = true;
      loop.execute(
          () -> {
            throw e;
          });
      return;
    } finally {
      job.release().run();
    }
    loop.execute(
        () -> {
          pending--;
          job.done().run();
        });
  }
}
