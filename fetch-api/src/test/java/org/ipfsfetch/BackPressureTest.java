// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.Standstill;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outputs that need an order, over sources that have another and keep the budget of a session. */
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
    AtomicInteger askedSoFar = new AtomicInteger();
    AtomicInteger here = new AtomicInteger();
    return ScriptedSource.atOnce(
        "daemon",
        asked -> {
          open.addLast(asked);
          askedSoFar.incrementAndGet();
          synchronized (open) {
            if (here.get() != askedSoFar.get()) { // until whatever is asked at once is here
              Standstill.of(askedSoFar::get, Duration.ofMillis(100));
              here.set(askedSoFar.get());
            }
            open.takeLast().deliverFrom(dag);
          }
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

  private static final class Names implements ArchiveSink {
    private final List<String> names = new ArrayList<>();

    @Override
    public void directory(String path, OptionalInt mode, Optional<Mtime> mtime) {}

    @Override
    public void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime)
        throws IOException {
      names.add(path);
      try {
        TimeUnit.MILLISECONDS.sleep(20); // a sink that has something to do
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void content(byte[] buffer, int offset, int length) {}

    @Override
    public void endOfFile() {}

    @Override
    public void symlink(String path, String target, Optional<Mtime> mtime) {}
  }

  @Test
  @Timeout(40)
  void aFileThatComesLastGoesOnThoughWhatFollowsItFillsTheWindow() throws Exception {
    Node late = dag.file(TestDag.noise(300, 99), 100);
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.of("a", late));
    for (int i = 0; i < 40; i++) {
      entries.add(Entry.of("b" + i, dag.raw(TestDag.noise(256 << 10, i))));
    }
    Node root = dag.directory(entries);
    AtomicInteger delivered = new AtomicInteger();
    CountDownLatch windowIsFull = new CountDownLatch(9);
    ScriptedSource source =
        ScriptedSource.atOnce(
            "daemon",
            asked -> {
              if (asked.want().cid().equals(late.cid())) {
                windowIsFull.await();
                Standstill.of(delivered::get, Duration.ofMillis(200)); // those are taken in
              }
              asked.deliverFrom(dag);
              delivered.incrementAndGet();
              windowIsFull.countDown();
            });
    Names sink = new Names();
    FetchConfig.Builder config =
        config().idleTimeout(Duration.ofSeconds(5)).patience(Duration.ofMillis(200));

    try (Fetcher fetcher = Fetcher.open(config.build(), SourcePlan.first(source))) {
      Fetch fetch = fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toArchive(sink)));
      fetch.future().get(15, TimeUnit.SECONDS);
    }

    assertThat(sink.names).hasSize(41).startsWith("a", "b0");
  }
}
