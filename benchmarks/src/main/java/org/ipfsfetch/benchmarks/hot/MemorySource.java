// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * A source that costs nothing: answers each want with its one block from memory, on a thread of its
 * own. It never has to hold back, since its blocks are there whether anybody has taken them or not.
 */
final class MemorySource implements BlockSource {
  private final SyntheticDag dag;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "memory-source");
            made.setDaemon(true);
            return made;
          });

  MemorySource(SyntheticDag dag) {
    this.dag = dag;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Origin origin() {
    return new Origin(name(), "heap");
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    return new Session(sink);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private final class Session implements SourceSession {
    private final BlockSink sink;
    private volatile boolean closed;

    Session(BlockSink sink) {
      this.sink = sink;
    }

    @Override
    public void want(Want want) {
      try {
        thread.execute(() -> answer(want));
      } catch (RejectedExecutionException ignored) {
        closed = true; // the source is closed: nobody waits
      }
    }

    private void answer(Want want) {
      if (closed) {
        return;
      }
      byte[] block = dag.block(want.cid());
      sink.block(new Delivery(want.cid(), block, block.length, origin(), () -> {}));
      sink.ended(want, new Outcome.Delivered());
    }

    @Override
    public void cancel(Want want) {
      // It is answered sooner than it could be taken back.
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
