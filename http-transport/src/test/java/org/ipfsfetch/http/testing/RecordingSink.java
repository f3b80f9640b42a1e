// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Want;

/** Remembers what came; releases blocks at once, or keeps them. Thread-safe. */
public final class RecordingSink implements BlockSink {
  private static final long PATIENCE_SECONDS = 60;

  /** That a want ended, and how. */
  public record End(Want want, Outcome outcome) {}

  private final boolean keep;
  private final BlockingQueue<Delivery> kept = new LinkedBlockingQueue<>();
  private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
  private final List<Cid> cids = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Map<Cid, byte[]> bytes = new HashMap<>();
  private final AtomicLong unreleased = new AtomicLong();
  private final AtomicLong mostUnreleased = new AtomicLong();
  private final AtomicLong arriving = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();

  private RecordingSink(boolean keep) {
    this.keep = keep;
  }

  public static RecordingSink releasing() {
    return new RecordingSink(false);
  }

  /** Keeps its blocks for {@link #take}. */
  public static RecordingSink keeping() {
    return new RecordingSink(true);
  }

  @Override
  public void block(Delivery delivery) {
    calls.incrementAndGet();
    threads.add(Thread.currentThread());
    cids.add(delivery.cid());
    if (keep) {
      long now = unreleased.addAndGet(delivery.length());
      mostUnreleased.accumulateAndGet(now, Math::max);
      kept.add(delivery);
    } else {
      synchronized (bytes) {
        bytes.put(delivery.cid(), Arrays.copyOf(delivery.buffer(), delivery.length()));
      }
      delivery.release();
    }
  }

  @Override
  public void arriving(Origin from, int count) {
    calls.incrementAndGet();
    arriving.addAndGet(count);
  }

  @Override
  public void lackedBy(Cid cid, Origin who) {
    calls.incrementAndGet();
  }

  @Override
  public void ended(Want want, Outcome outcome) {
    calls.incrementAndGet();
    threads.add(Thread.currentThread());
    ends.add(new End(want, outcome));
  }

  /** The next end; fails the test if there is none for long. */
  public End end() throws InterruptedException {
    return Objects.requireNonNull(ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no end came");
  }

  /** The next block, which the test releases. */
  public Delivery take() throws InterruptedException {
    return Objects.requireNonNull(kept.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no block came");
  }

  /** Gives back a block that was taken. */
  public void release(Delivery delivery) {
    unreleased.addAndGet(-delivery.length());
    delivery.release();
  }

  public int endsSoFar() {
    return ends.size();
  }

  /** Of every block, in the order they came. */
  public List<Cid> cids() {
    return cids;
  }

  /** Those that brought blocks and ends, in that order. */
  public List<Thread> threads() {
    return threads;
  }

  /** What came under that CID, if blocks are released at once; else nothing. */
  public byte[] bytes(Cid cid) {
    synchronized (bytes) {
      return bytes.getOrDefault(cid, new byte[0]);
    }
  }

  /** Bytes that are kept and not yet given back. */
  public long unreleased() {
    return unreleased.get();
  }

  public long mostUnreleased() {
    return mostUnreleased.get();
  }

  public long arriving() {
    return arriving.get();
  }

  /** How often it was called at all. */
  public long calls() {
    return calls.get();
  }
}
