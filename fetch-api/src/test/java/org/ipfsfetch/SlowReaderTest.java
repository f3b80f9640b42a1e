// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.Standstill;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that pause or hang, over sources that keep the budget of their session. */
@Timeout(40)
class SlowReaderTest {
  private static final long BUDGET = 8L << 20;
  private static final int LEAF_BYTES = 256 << 10;

  /** Far longer than the patience: nothing is to happen in it. */
  private static final Duration PAUSE = Duration.ofMillis(1_500);

  private final TestDag dag = new TestDag();

  private static FetchConfig.Builder config() {
    return FetchConfig.builder()
        .memoryBytes(BUDGET)
        .idleTimeout(Duration.ofSeconds(2))
        .patience(Duration.ofMillis(300));
  }

  /** Answers with everything beneath in its order. */
  private ScriptedSource streaming() {
    return ScriptedSource.inOrder(
        "gateway",
        asked -> {
          List<Cid> cids =
              asked.want().reach() instanceof Reach.Block
                  ? List.of(asked.want().cid())
                  : dag.depthFirst(asked.want().cid());
          for (Cid cid : cids) {
            if (!asked.isCancelled()) {
              asked.deliver(cid, dag.blocks().get(cid));
            }
          }
          asked.end(new Outcome.Delivered());
        });
  }

  /** A reader that stops after the first bytes, until it is told to go on. */
  private static final class Pausing extends OutputStream {
    private final CountDownLatch pauses = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      pauses.countDown();
      try {
        if (!goOn.await(30, TimeUnit.SECONDS)) {
          throw new IOException("nobody said to go on");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      bytes += length;
    }
  }

  @Test
  void aReaderThatPausesSlowsTheStreamAndLosesNothingOfIt() throws Exception {
    Node root = dag.file(TestDag.noise(24 << 20, 1), 4 << 10);
    ScriptedSource source = streaming();
    Pausing out = new Pausing();

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      Fetch fetch = fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(out)));
      out.pauses.await();
      Standstill.of(() -> source.delivered().size(), PAUSE);
      int before = source.delivered().size();
      out.goOn.countDown();
      fetch.await();

      assertThat(before * 4L << 10).isLessThanOrEqualTo(BUDGET + (1 << 20));
    }
    assertThat(out.bytes).isEqualTo(24 << 20);
    assertThat(source.delivered()).doesNotHaveDuplicates();
    assertThat(source.wants()).hasSize(1);
  }

  @Test
  void aReaderThatPausesIsNoReasonToAskASecondSource() throws Exception {
    Node root = dag.file(TestDag.noise(200 * LEAF_BYTES, 1), LEAF_BYTES);
    ScriptedSource second = ScriptedSource.inOrder("second", asked -> asked.deliverFrom(dag));
    Pausing out = new Pausing();
    ScriptedSource first = ScriptedSource.inOrder("first", asked -> asked.deliverFrom(dag));

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(first).then(second))) {
      Fetch fetch = fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(out)));
      out.pauses.await();
      Standstill.of(() -> first.delivered().size(), PAUSE);
      out.goOn.countDown();
      fetch.await();
    }

    assertThat(second.wants()).isEmpty();
  }

  @Test
  void aFetchWhoseReaderHangsIsCancelledSoon() throws Exception {
    Node root = dag.raw("x");
    FetchConfig.Builder config =
        config().idleTimeout(Duration.ofSeconds(5)).patience(Duration.ofMillis(200));
    CountDownLatch writing = new CountDownLatch(1);
    OutputStream hanging =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            writing.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new IOException("interrupted", e);
            }
          }
        };
    ScriptedSource source = ScriptedSource.inOrder("daemon", asked -> asked.deliverFrom(dag));

    try (Fetcher fetcher = Fetcher.open(config.build(), SourcePlan.first(source))) {
      Fetch fetch =
          fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(hanging)));
      writing.await();
      long before = System.nanoTime();
      fetch.cancel();

      assertThatThrownBy(fetch::await).isInstanceOf(CancellationException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
  }
}
