// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that a session has handed over and not got back, against its limit.
 *
 * <p>Open as long as less than the limit is charged, so that one block of any size always fits.
 * Only bytes whose release does not depend on further reading are charged: a session that is held
 * up here goes on whatever it has begun. Thread-safe. Lock: this object guards the queue of those
 * who wait.
 */
final class ByteAccount {
  /** What a block costs however small it is: a flood of empty ones must be held up too. */
  static final int BLOCK_OVERHEAD_BYTES = 128;

  private final long limit;
  private final Executor executor;
  private final AtomicLong charged = new AtomicLong();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  /**
   * @param executor runs those who waited: whoever releases does not read from connections
   */
  ByteAccount(long limit, Executor executor) {
    this.limit = limit;
    this.executor = executor;
  }

  boolean isOpen() {
    return charged.get() < limit;
  }

  /** Whether it is open; if not, {@code resume} is run when it is. */
  boolean openOr(Runnable resume) {
    if (isOpen()) {
      return true;
    }
    synchronized (this) {
      if (isOpen()) {
        return true;
      }
      waiting.add(resume);
    }
    return false;
  }

  void charge(long bytes) {
    charged.addAndGet(bytes);
  }

  void release(long bytes) {
    if (charged.addAndGet(-bytes) < limit) {
      wakeNext();
    }
  }

  long charged() {
    return charged.get();
  }

  /**
   * One at a time: each charges what it then takes, and the next goes on if there is still room.
   */
  private void wakeNext() {
    Runnable next;
    synchronized (this) {
      next = isOpen() ? waiting.poll() : null;
    }
    if (next != null) {
      wake(next);
    }
  }

  private void wake(Runnable next) {
    try {
      executor.execute(
          () -> {
            next.run();
            wakeNext();
          });
    } catch (RejectedExecutionException closed) {
      // the transport is closed: nothing will be read any more
    }
  }
}
