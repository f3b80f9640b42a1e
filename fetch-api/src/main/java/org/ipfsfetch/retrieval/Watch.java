// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sees to it that nothing waits for ever: asks a second candidate when the first is quiet, and ends
 * the fetch when no byte of a wanted block has arrived for the idle limit. For the loop's thread.
 */
final class Watch {
  /**
   * Bytes of an unfinished block count as progress up to the largest block there is: more cannot
   * belong to it.
   */
  private static final long MAX_UNFINISHED_BYTES = 2L << 20;

  private final Retriever retriever;
  private final Loop loop;
  private final RetrievalOptions options;
  private final BooleanSupplier outputBusy;
  private final Duration tick;
  private boolean running;
  private long lastProgress;
  private long unfinishedBytes;

  Watch(Retriever retriever, Loop loop, RetrievalOptions options, BooleanSupplier outputBusy) {
    this.retriever = retriever;
    this.loop = loop;
    this.options = options;
    this.outputBusy = outputBusy;
    Duration shorter =
        options.patience().compareTo(options.idleLimit()) < 0
            ? options.patience()
            : options.idleLimit();
    this.tick = Duration.ofNanos(Math.max(1_000_000, Math.min(shorter.toNanos() / 8, 500_000_000)));
  }

  /** Something is asked for. */
  void begin() {
    if (!running) {
      running = true;
      lastProgress = loop.now();
      loop.after(tick, this::look);
    }
  }

  /** A wanted block came. */
  void progress() {
    lastProgress = loop.now();
    unfinishedBytes = 0;
  }

  /**
   * Bytes of unfinished blocks came.
   *
   * @param open how many blocks they may belong to
   * @return whether they count: no more can than these blocks may have
   */
  boolean arriving(int bytes, int open) {
    unfinishedBytes += bytes;
    boolean counts = unfinishedBytes <= MAX_UNFINISHED_BYTES * Math.max(1, open);
    if (counts) {
      lastProgress = loop.now();
    }
    return counts;
  }

  Duration idleTimeLeft() {
    return options.idleLimit().minusNanos(loop.now() - lastProgress);
  }

  private void look() throws IOException {
    if (retriever.asks().isEmpty()) {
      running = false;
      return;
    }
    if (outputBusy.getAsBoolean()) {
      lastProgress = loop.now(); // it is we who are slow
    } else {
      List.copyOf(retriever.asks()).stream().filter(this::isLate).forEach(retriever::askAnother);
    }
    if (idleTimeLeft().isNegative() || idleTimeLeft().isZero()) {
      throw retriever.idleFailure();
    }
    loop.after(tick, this::look);
  }

  private boolean isLate(Ask ask) {
    long now = loop.now();
    return now - ask.since() >= options.patience().toNanos()
        && ask.askedAt().stream().allMatch(asked -> asked.isQuiet(now, options.patience()))
        && ask.waitingOn()
            .filter(stream -> !stream.candidate().isQuiet(now, options.patience()))
            .isEmpty();
  }
}
