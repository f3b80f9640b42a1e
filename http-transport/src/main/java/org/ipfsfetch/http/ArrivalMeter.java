// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Origin;

/**
 * Tells the sink of bytes of unfinished blocks, seldom enough to cost nothing: each 256 KiB, or
 * each half second where that takes longer, which is well below any patience. For one thread.
 */
final class ArrivalMeter {
  private static final int STEP_BYTES = 256 * 1024;
  private static final long STEP_NANOS = 500_000_000;

  private final BlockSink sink;
  private final Origin origin;
  private int unreported;
  private long lastReport = System.nanoTime();

  ArrivalMeter(BlockSink sink, Origin origin) {
    this.sink = sink;
    this.origin = origin;
  }

  /** Bytes of a block that is not whole yet. */
  void arrived(int bytes) {
    unreported += bytes;
    if (unreported >= STEP_BYTES || System.nanoTime() - lastReport > STEP_NANOS) {
      sink.arriving(origin, unreported);
      blockCame();
    }
  }

  /** A whole block was handed over: that says it better. */
  void blockCame() {
    unreported = 0;
    lastReport = System.nanoTime();
  }
}
