// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/** Gives the blocks of a map one by one, or an answer of one kind to everything. */
final class FakeBlockSource implements BlockSource {
  private final Origin origin;
  private final Function<Cid, Optional<byte[]>> blocks;
  private final Function<Cid, Optional<Outcome>> otherwise;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread worker = new Thread(task, "fake-block-source");
            worker.setDaemon(true);
            return worker;
          });
  private final CountDownLatch asked = new CountDownLatch(1);

  private FakeBlockSource(
      Origin origin,
      Function<Cid, Optional<byte[]>> blocks,
      Function<Cid, Optional<Outcome>> otherwise) {
    this.origin = origin;
    this.blocks = blocks;
    this.otherwise = otherwise;
  }

  static FakeBlockSource of(Dag dag) {
    Map<Cid, byte[]> blocks = Map.copyOf(dag.blocks());
    return new FakeBlockSource(
        new Origin("fake", "http://fake.example"),
        cid -> Optional.ofNullable(blocks.get(cid)),
        cid -> Optional.of(new Outcome.NotFound("it does not have " + cid)));
  }

  static FakeBlockSource unavailable(String reason, Optional<Duration> retryAfter) {
    return new FakeBlockSource(
        new Origin("fake", "http://fake.example"),
        cid -> Optional.empty(),
        cid -> Optional.of(new Outcome.Unavailable(reason, retryAfter)));
  }

  /** Takes wants and never ends them. */
  static FakeBlockSource silent() {
    return new FakeBlockSource(
        new Origin("fake", "http://fake.example"),
        cid -> Optional.empty(),
        cid -> Optional.empty());
  }

  static FakeBlockSource misbehaving(String reason) {
    return new FakeBlockSource(
        new Origin("fake", "http://liar.example"),
        cid -> Optional.empty(),
        cid -> Optional.of(new Outcome.Misbehaved(reason)));
  }

  /** Waits until the first want has come. */
  void awaitWant() throws InterruptedException {
    asked.await();
  }

  @Override
  public String name() {
    return origin.source();
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    return new SourceSession() {
      private volatile boolean closed;

      @Override
      public void want(Want want) {
        asked.countDown();
        thread.execute(() -> answer(want));
      }

      private void answer(Want want) {
        if (closed) {
          return;
        }
        Optional<byte[]> bytes = blocks.apply(want.cid());
        bytes.ifPresent(
            found ->
                sink.block(
                    new Delivery(want.cid(), found.clone(), found.length, origin, () -> {})));
        Optional<Outcome> outcome =
            bytes.isPresent() ? Optional.of(new Outcome.Delivered()) : otherwise.apply(want.cid());
        outcome.ifPresent(end -> sink.ended(want, end));
      }

      @Override
      public void cancel(Want want) {}

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
