// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

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

/** Remembers what came; releases blocks at once, or keeps them. */
final class RecordingSink implements BlockSink {
  private static final long PATIENCE_SECONDS = 60;

  record End(Want want, Outcome outcome) {}

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

  static RecordingSink releasing() {
    return new RecordingSink(false);
  }

  static RecordingSink keeping() {
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
  End end() throws InterruptedException {
    return Objects.requireNonNull(ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no end came");
  }

  /** The next block, which the test releases. */
  Delivery take() throws InterruptedException {
    return Objects.requireNonNull(kept.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no block came");
  }

  void release(Delivery delivery) {
    unreleased.addAndGet(-delivery.length());
    delivery.release();
  }

  int endsSoFar() {
    return ends.size();
  }

  List<Cid> cids() {
    return cids;
  }

  List<Thread> threads() {
    return threads;
  }

  byte[] bytes(Cid cid) {
    synchronized (bytes) {
      return bytes.getOrDefault(cid, new byte[0]);
    }
  }

  long unreleased() {
    return unreleased.get();
  }

  long mostUnreleased() {
    return mostUnreleased.get();
  }

  long arriving() {
    return arriving.get();
  }

  /** How often it was called at all. */
  long calls() {
    return calls.get();
  }
}
