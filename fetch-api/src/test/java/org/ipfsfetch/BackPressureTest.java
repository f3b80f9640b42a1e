// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outputs that need an order or time, over sources that keep the budget of their session. */
@Timeout(60)
class BackPressureTest {
  private static final long BUDGET = 8L << 20;
  private static final int LEAF_BYTES = 256 << 10;

  private final TestDag dag = new TestDag();

  private static FetchConfig.Builder config() {
    return FetchConfig.builder()
        .memoryBytes(BUDGET)
        .idleTimeout(Duration.ofSeconds(2))
        .patience(Duration.ofMillis(300));
  }

  private List<Node> leaves(int count) {
    List<Node> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(dag.raw(TestDag.noise(LEAF_BYTES, i)));
    }
    return leaves;
  }

  /** Answers what was asked last first, as far as its budget goes: many requests side by side. */
  private ScriptedSource lastFirst() {
    LinkedBlockingDeque<ScriptedSource.Asked> open = new LinkedBlockingDeque<>();
    return ScriptedSource.atOnce(
        "daemon",
        asked -> {
          open.addLast(asked);
          Thread.sleep(100); // whatever is asked at once is here
          synchronized (open) {
            open.takeLast().deliverFrom(dag);
          }
        });
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

  @Test
  void aCarComesOutThoughItsBlocksComeInTheWrongOrder() throws Exception {
    Node root = dag.fileOf(leaves(200));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(lastFirst()))) {
      fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toCar(out)));
    }

    assertThat(out.size()).isGreaterThan(200 * LEAF_BYTES);
  }

  @Test
  void aFileComesOutThoughItsBlocksComeInTheWrongOrder() throws Exception {
    Node root = dag.fileOf(leaves(200));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(lastFirst()))) {
      fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(out)));
    }

    assertThat(out.size()).isEqualTo(200 * LEAF_BYTES);
  }

  @Test
  void anArchiveComesOutThoughItsDirectorySaysTheWrongSizes() throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (Node leaf : leaves(200)) {
      entries.add(Entry.of("f" + entries.size(), new Node(leaf.cid(), leaf.contentBytes(), 0)));
    }
    Node root = dag.directory(entries);
    CountingSink sink = new CountingSink();

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(lastFirst()))) {
      fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toArchive(sink)));
    }

    assertThat(sink.bytes).isEqualTo(200L * LEAF_BYTES);
  }

  private static final class CountingSink implements ArchiveSink {
    private long bytes;

    @Override
    public void directory(String path, OptionalInt mode, Optional<Mtime> mtime) {}

    @Override
    public void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime) {}

    @Override
    public void content(byte[] buffer, int offset, int length) {
      bytes += length;
    }

    @Override
    public void endOfFile() {}

    @Override
    public void symlink(String path, String target, Optional<Mtime> mtime) {}
  }

  /** A reader that stops after the first bytes, until it is told to go on. */
  private static final class Pausing extends OutputStream {
    private final CountDownLatch goOn = new CountDownLatch(1);
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
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
      Thread.sleep(1_500); // the pause: nothing is to happen in it
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
    Node root = dag.fileOf(leaves(200));
    ScriptedSource second = ScriptedSource.inOrder("second", asked -> asked.deliverFrom(dag));
    Pausing out = new Pausing();
    ScriptedSource first = ScriptedSource.inOrder("first", asked -> asked.deliverFrom(dag));

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(first).then(second))) {
      Fetch fetch = fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(out)));
      Thread.sleep(1_500); // the pause: nothing is to happen in it
      out.goOn.countDown();
      fetch.await();
    }

    assertThat(second.wants()).isEmpty();
  }
}
