// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GateTest {
  private static final Origin FROM = new Origin("fake", "gate");

  private final ExecutorService hashing = Executors.newFixedThreadPool(3);
  private final Loop loop = new Loop();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void stop() {
    hashing.shutdownNow();
  }

  /** Writes down what it hears, on the loop's thread. */
  private final class Listening implements Gate.Arrivals {
    @Override
    public void proven(Block block, Origin from) {
      heard.add("proven " + block.buffer()[0]);
      block.release();
    }

    @Override
    public void disproven(Cid cid, Origin from) {
      heard.add("disproven");
    }

    @Override
    public void unprovable(Cid cid, Origin from, String why) {
      heard.add("unprovable");
    }

    @Override
    public void arriving(Origin from, int bytes) {}

    @Override
    public void lackedBy(Cid cid, Origin who) {}

    @Override
    public void ended(Want want, Outcome outcome) {
      heard.add("ended");
    }
  }

  private static Cid cid(byte[] bytes) {
    return Cid.v1(Codec.RAW, Multihash.sha256(bytes, 0, bytes.length));
  }

  private static Delivery delivery(byte[] bytes, Cid cid, Runnable onRelease) {
    return new Delivery(cid, bytes, bytes.length, FROM, onRelease);
  }

  @Test
  void arrivalsOfOneSessionKeepTheirOrder() throws Exception {
    Gate gate = new Gate(hashing, loop, new Listening());
    AtomicInteger released = new AtomicInteger();

    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[1 + (100 - i) * 1_000]; // the first take longest
      bytes[0] = (byte) i;
      gate.block(delivery(bytes, cid(bytes), released::incrementAndGet));
    }
    gate.ended(Want.block(cid(new byte[1])), new Outcome.Delivered());
    loop.runUntil(() -> heard.contains("ended"));

    List<String> expected = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> expected.add("proven " + i));
    expected.add("ended");
    assertThat(heard).isEqualTo(expected);
    assertThat(released).hasValue(100);
  }

  @Test
  void aReleaseThatThrowsDoesNotCloseTheGate() throws Exception {
    Gate gate = new Gate(hashing, loop, new Listening());
    byte[] wrong = {1, 2, 3};

    gate.block(
        delivery(
            wrong,
            cid(new byte[] {4}),
            () -> {
              throw new IllegalStateException("of the source's own making");
            }));
    byte[] right = {7};
    gate.block(delivery(right, cid(right), () -> {}));
    gate.ended(Want.block(cid(right)), new Outcome.Delivered());
    loop.after(
        java.time.Duration.ofSeconds(3),
        () -> {
          throw new java.io.IOException("the gate is closed for ever");
        });
    loop.runUntil(() -> heard.contains("ended"));

    assertThat(heard).contains("proven 7", "ended");
  }

  @Test
  void whatComesAfterTheFetcherClosedIsGivenBack() {
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdownNow();
    Gate gate = new Gate(closed, loop, new Listening());
    AtomicInteger released = new AtomicInteger();
    byte[] bytes = {1};

    for (int i = 0; i < 3; i++) {
      try {
        gate.block(delivery(bytes, cid(bytes), released::incrementAndGet));
      } catch (RejectedExecutionException e) {
        throw new AssertionError("the sink throws at a source", e);
      }
    }

    assertThat(released).hasValue(3);
  }

  @Test
  void bytesBehindTheLengthDoNotCount() throws Exception {
    Gate gate = new Gate(hashing, loop, new Listening());
    byte[] buffer = Arrays.copyOf(new byte[] {5, 6}, 64);
    buffer[10] = 9;

    gate.block(new Delivery(cid(new byte[] {5, 6}), buffer, 2, FROM, () -> {}));
    loop.runUntil(() -> !heard.isEmpty());

    assertThat(heard).containsExactly("proven 5");
  }
}
