// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Want;

/**
 * The way to a session's sink, until it is closed: after {@link #close()} has returned, the sink is
 * not called any more.
 *
 * <p>Each call of the sink holds the lock for reading, so any number run at once; closing waits for
 * those under way by asking for it once for writing. That is the one lock of this package that is
 * held during a callback, and the reason why a sink must return quickly. Closing from within such a
 * call does not wait. Thread-safe.
 */
final class SinkGate implements BlockSink {
  private final BlockSink sink;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean closed;

  SinkGate(BlockSink sink) {
    this.sink = sink;
  }

  @Override
  public void block(Delivery delivery) {
    if (!pass(() -> sink.block(delivery))) {
      delivery.release();
    }
  }

  @Override
  public void arriving(Origin from, int bytes) {
    pass(() -> sink.arriving(from, bytes));
  }

  @Override
  public void lackedBy(Cid cid, Origin who) {
    pass(() -> sink.lackedBy(cid, who));
  }

  @Override
  public void ended(Want want, Outcome outcome) {
    pass(() -> sink.ended(want, outcome));
  }

  boolean isClosed() {
    return closed;
  }

  @SuppressWarnings("LockNotBeforeTry") // it is only waited for: whoever is inside goes out first
  void close() {
    closed = true;
    if (lock.getReadHoldCount() == 0) {
      lock.writeLock().lock();
      lock.writeLock().unlock();
    }
  }

  private boolean pass(Runnable call) {
    lock.readLock().lock();
    try {
      if (closed) {
        return false;
      }
      call.run();
      return true;
    } finally {
      lock.readLock().unlock();
    }
  }
}
