// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.function.Consumer;

/**
 * Sees to it that a reader is called by one thread at a time, and is told of the end exactly once,
 * last.
 *
 * <p>Thread-safe. Lock: this object guards the fields; it is not held during calls of the reader.
 */
final class Turns {
  private static final Runnable NOTHING = () -> {};

  private final Consumer<ExchangeEnd> tell;
  private boolean busy;
  private Runnable deferred = NOTHING;
  private ExchangeEnd end;

  Turns(Consumer<ExchangeEnd> tell) {
    this.tell = tell;
  }

  synchronized boolean isOver() {
    return end != null;
  }

  /**
   * Begins calling the reader, unless it is over.
   *
   * @param otherwise run when the one who is calling it now has left
   */
  synchronized boolean enter(Runnable otherwise) {
    if (end != null) {
      return false;
    }
    if (busy) {
      deferred = otherwise;
      return false;
    }
    busy = true;
    return true;
  }

  /** The reader has returned. */
  void leave() {
    ExchangeEnd how;
    Runnable next;
    synchronized (this) {
      busy = false;
      next = deferred;
      deferred = NOTHING;
      how = end;
    }
    if (how == null) {
      next.run();
    } else {
      tell.accept(how);
    }
  }

  /** It is over; the first to say so says how. Told now, or when the reader has returned. */
  void end(ExchangeEnd how) {
    synchronized (this) {
      if (end != null) {
        return;
      }
      end = how;
      if (busy) {
        return;
      }
    }
    tell.accept(how);
  }
}
