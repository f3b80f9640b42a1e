// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000); // soon wraps
  private final Loop loop = new Loop(clock::get);

  /** Always one more task. */
  private static final class Busy implements Loop.Task {
    private final Loop loop;
    private final AtomicLong clock;
    private int left;

    Busy(Loop loop, AtomicLong clock, int left) {
      this.loop = loop;
      this.clock = clock;
      this.left = left;
    }

    @Override
    public void run() throws IOException {
      clock.addAndGet(1_000_000);
      if (--left == 0) {
        throw new IOException("no timer ran among so many tasks");
      }
      loop.execute(this);
    }
  }

  @Test
  void aTimerRunsThoughThereIsAlwaysSomethingToDo() throws Exception {
    AtomicBoolean rang = new AtomicBoolean();
    loop.after(Duration.ofMillis(5), () -> rang.set(true));
    loop.execute(new Busy(loop, clock, 100_000));

    loop.runUntil(rang::get);

    assertThat(rang).isTrue();
  }

  @Test
  void timersRunInTheirOrderThoughTheClockWraps() throws Exception {
    List<String> order = new ArrayList<>();
    loop.after(Duration.ofMillis(3), () -> order.add("late"));
    loop.after(Duration.ofNanos(10), () -> order.add("early"));
    clock.addAndGet(5_000_000);

    loop.runUntil(() -> order.size() == 2);

    assertThat(order).containsExactly("early", "late");
  }

  @Test
  void aDelayOfAllTimesIsNoCrashAndHoldsNothingUp() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    loop.after(Duration.ofSeconds(Long.MAX_VALUE), ran::incrementAndGet);
    loop.after(Duration.ofNanos(10), ran::incrementAndGet);
    clock.addAndGet(20);

    loop.runUntil(() -> ran.get() == 1);

    assertThat(ran).hasValue(1);
  }

  @Test
  void whatATaskThrowsReachesWhoRunsTheLoop() {
    loop.execute(
        () -> {
          throw new IOException("thrown");
        });

    assertThatThrownBy(() -> loop.runUntil(() -> false)).hasMessage("thrown");
  }
}
