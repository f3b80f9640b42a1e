// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ipfsfetch.faults.Content.StoredBlock;

/** A gateway or a daemon that has some content, with what it remembers. Thread-safe. */
final class Site implements ScriptedServer.Script {
  private static final long NEVER = Long.MIN_VALUE;

  private final Manner manner;
  private final Content content;
  private final int before;
  private final Answering answering;
  private final AtomicInteger blocksSent = new AtomicInteger();
  private final AtomicBoolean hasFailed = new AtomicBoolean();
  private final AtomicLong firstRefusal = new AtomicLong(NEVER);
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusedAgain = new AtomicInteger();

  /** What it does with a request. */
  @FunctionalInterface
  interface Answering {
    void answer(Asked asked) throws Exception;
  }

  /**
   * @param before how many blocks a stream of the whole content brings before the fault
   */
  Site(Manner manner, Content content, int before, Answering answering) {
    this.manner = manner;
    this.content = content;
    this.before = before;
    this.answering = answering;
  }

  static Site honest(Manner manner, Content content) {
    return new Site(manner, content, 0, Asked::honestly);
  }

  @Override
  public void answer(Call call) throws Exception {
    List<StoredBlock> blocks = content.beneath(Manner.cidIn(call));
    answering.answer(
        new Asked(this, call, blocks, blocks.size() == content.blocks().size() ? before : 0));
  }

  Manner manner() {
    return manner;
  }

  Content content() {
    return content;
  }

  /** A right block is on its way. */
  void sent() {
    blocksSent.incrementAndGet();
  }

  int blocksSent() {
    return blocksSent.get();
  }

  /** True once. */
  boolean failsNow() {
    return hasFailed.compareAndSet(false, true);
  }

  /** Whether it is still less than this after it first refused something, which may be now. */
  boolean refuses(Asked asked, Duration rest) {
    long now = System.nanoTime();
    firstRefusal.compareAndSet(NEVER, now);
    if (now - firstRefusal.get() >= rest.toNanos()) {
      return false;
    }
    if (!refused.add(asked.call().target())) {
      refusedAgain.incrementAndGet();
    }
    return true;
  }

  /** How many requests came again before they might. */
  int refusedAgain() {
    return refusedAgain.get();
  }
}
