// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.UnsupportedHashException;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Want;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate between a session and the fetch: it hashes what arrives, and only what is proven goes
 * on.
 *
 * <p>Each session has its own. Sessions are hashed in parallel on the pool, but the arrivals of one
 * session one after the other, so that they reach the loop in the order they came: a stream's
 * parents before its children, and all blocks before the end of their want.
 */
final class Gate implements BlockSink {

  /** Where verified arrivals go, on the loop's thread. */
  interface Arrivals {
    void proven(Block block, Origin from) throws java.io.IOException;

    void disproven(Cid cid, Origin from) throws java.io.IOException;

    /** Nothing can prove it: its hash is unknown or not safe. */
    void unprovable(Cid cid, Origin from, String why) throws java.io.IOException;

    void arriving(Origin from, int bytes) throws java.io.IOException;

    void lackedBy(Cid cid, Origin who) throws java.io.IOException;

    void ended(Want want, Outcome outcome) throws java.io.IOException;
  }

  /**
   * One arrival.
   *
   * @param dropped what to do when nobody will hear of it
   */
  private record Step(Runnable pass, Runnable dropped) {}

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Executor hashing;
  private final Loop loop;
  private final Arrivals arrivals;
  private final ConcurrentLinkedQueue<Step> inOrder = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger arriving = new AtomicInteger();

  Gate(Executor hashing, Loop loop, Arrivals arrivals) {
    this.hashing = hashing;
    this.loop = loop;
    this.arrivals = arrivals;
  }

  @Override
  public void block(Delivery delivery) {
    enqueue(() -> prove(delivery), () -> release(delivery));
  }

  /** Told in every few kilobytes of a transfer: the loop hears of them together. */
  @Override
  public void arriving(Origin from, int bytes) {
    if (arriving.getAndAdd(bytes) == 0) {
      loop.execute(() -> arrivals.arriving(from, arriving.getAndSet(0)));
    }
  }

  @Override
  public void lackedBy(Cid cid, Origin who) {
    enqueue(() -> loop.execute(() -> arrivals.lackedBy(cid, who)), () -> {});
  }

  @Override
  public void ended(Want want, Outcome outcome) {
    enqueue(() -> loop.execute(() -> arrivals.ended(want, outcome)), () -> {});
  }

  private void prove(Delivery delivery) {
    Cid cid = delivery.cid();
    Origin from = delivery.from();
    try {
      Optional<Block> block =
          Block.verify(cid, delivery.buffer(), delivery.length(), () -> release(delivery));
      if (block.isPresent()) {
        loop.execute(() -> arrivals.proven(block.get(), from), block.get()::release);
      } else {
        release(delivery);
        loop.execute(() -> arrivals.disproven(cid, from));
      }
    } catch (UnsupportedHashException e) {
      release(delivery);
      loop.execute(() -> arrivals.unprovable(cid, from, e.getMessage()));
    }
  }

  /** What a source does when it gets its bytes back is its own affair. */
  private static void release(Delivery delivery) {
    try {
      delivery.release();
    } catch (RuntimeException e) {
      LOG.warn("{} failed when it was given its bytes back", delivery.from(), e);
    }
  }

  private void enqueue(Runnable pass, Runnable dropped) {
    inOrder.add(new Step(pass, dropped));
    if (queued.getAndIncrement() == 0) {
      try {
        hashing.execute(this::drain);
      } catch (RejectedExecutionException closed) {
        dropAll(); // the fetcher is closing: nobody waits for this any more
      }
    }
  }

  private void dropAll() {
    do {
      Step step = inOrder.poll();
      if (step != null) {
        step.dropped().run();
      }
    } while (queued.decrementAndGet() > 0);
  }

  private void drain() {
    do {
      Step step = inOrder.poll();
      try {
        if (step != null) {
          step.pass().run();
        }
      } catch (RuntimeException | Error e) { // or this gate would stay shut, and the fetch hang
        loop.execute(
            () -> {
              throw e;
            });
      }
    } while (queued.decrementAndGet() > 0);
  }
}
