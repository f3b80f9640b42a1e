// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Limits;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.fakes.FakeBlockSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;
import org.ipfsfetch.walk.ListedEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DAGs that unfold to more than they look like, and outputs that fail in their own way. */
@Timeout(40)
class WalkLimitsTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();
  private final FakeBlockSource source = FakeBlockSource.streaming("daemon", dag);

  private static FetchConfig.Builder config() {
    return FetchConfig.builder()
        .idleTimeout(Duration.ofSeconds(1))
        .patience(Duration.ofMillis(200));
  }

  private Fetcher fetcher(FetchConfig config) {
    return Fetcher.open(config, SourcePlan.first(source));
  }

  /** A thousand million parts of nothing. */
  private Node emptyParts() {
    Node node = dag.inlineFile(new byte[0]);
    for (int level = 0; level < 3; level++) {
      node = dag.fileOf(Collections.nCopies(1_000, node));
    }
    return node;
  }

  @Test
  void aFileOfAThousandMillionEmptyPartsComesToAnEnd() throws Exception {
    try (Fetcher fetcher = fetcher(config().build())) {
      Fetch fetch =
          fetcher.start(
              FetchRequest.of(IpfsPath.of(emptyParts().cid()), Output.toPath(dir.resolve("out"))));

      try {
        fetch.future().get(15, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(dir.resolve("out")).isEmptyFile();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(FetchException.class);
      }
    }
  }

  /** A shard whose one bucket is a shard, and so on; nothing is in it. */
  private Node emptyShards(int levels) {
    byte[] empty = {8, 5, 0x28, 0x22, 0x30, (byte) 0x80, 2};
    byte[] bucketZero = {8, 5, 0x12, 1, 1, 0x28, 0x22, 0x30, (byte) 0x80, 2};
    Node shard = dag.node(List.of(), empty, 0);
    for (int level = 1; level < levels; level++) {
      shard = dag.node(List.of(Entry.of("00", shard)), bucketZero, 0);
    }
    return shard;
  }

  @Test
  void aShardedDirectoryIsBoundByTheLimitOfDepth() {
    Node root = emptyShards(100);
    Limits flat = new Limits(100_000, 10_000, 50, 4_096);

    try (Fetcher fetcher = fetcher(config().limits(flat).build())) {
      assertThatThrownBy(() -> fetcher.fetch(IpfsPath.of(root.cid()), dir.resolve("out")))
          .isInstanceOf(FetchException.class);
    }
  }

  @Test
  void aShardedDirectoryIsBoundByTheBitsOfItsHash() {
    Node root = emptyShards(20); // 8 levels of 8 bits are all there can be

    try (Fetcher fetcher = fetcher(config().build())) {
      assertThatThrownBy(() -> fetcher.fetch(IpfsPath.of(root.cid()), dir.resolve("out")))
          .isInstanceOf(FetchException.Malformed.class);
    }
  }

  @Test
  void aLargeLeafInManyFilesIsNotReadBackAllAtOnce() throws Exception {
    Node leaf = dag.raw(TestDag.noise(512 << 10, 1));
    Node saysNothing = new Node(leaf.cid(), leaf.contentBytes(), 0);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(Entry.of("f" + i, saysNothing));
    }
    Node many = dag.directory(Entry.of("d", dag.directory(Entry.of("d", dag.directory(entries)))));
    Node root = dag.directory(Entry.of("a", leaf), Entry.of("b", many)); // it is written before
    AtomicLong most = new AtomicLong();
    Thread meter = new Thread(() -> measure(most));
    meter.setDaemon(true);

    System.gc();
    long before = used();
    try (Fetcher fetcher = fetcher(config().memoryBytes(8 << 20).build())) {
      meter.start();
      fetcher.fetch(IpfsPath.of(root.cid()), dir.resolve("out"));
    } finally {
      meter.interrupt();
    }

    assertThat(most.get() - before).isLessThan(100L << 20);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void measure(AtomicLong most) {
    while (!Thread.interrupted()) {
      System.gc(); // what nobody holds does not count
      most.accumulateAndGet(used(), Math::max);
      try {
        Thread.sleep(5); // how often it looks
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Test
  void aCarIsBoundByTheLimitOfBytes() {
    Node root = dag.file(TestDag.noise(300_000, 1), 1_000);
    Limits small = new Limits(100_000, 10_000, 100, 4_096);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (Fetcher fetcher = fetcher(config().limits(small).build())) {
      assertThatThrownBy(
              () -> fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toCar(out))))
          .isInstanceOf(FetchException.LimitExceeded.class);
    }
  }

  @Test
  void aCarTakesEachBlockOnce() throws Exception {
    List<Entry> files = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      files.add(Entry.of("f" + i, dag.raw(TestDag.noise(1_000, i))));
    }
    Node same = dag.directory(files);
    Node deep = dag.directory(Entry.of("d", dag.directory(Entry.of("d", same))));
    Node root = dag.directory(Entry.of("one", same), Entry.of("two", deep));
    FakeBlockSource one = FakeBlockSource.blockByBlock("daemon", dag);

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(one))) {
      fetcher.fetch(
          FetchRequest.of(IpfsPath.of(root.cid()), Output.toCar(new ByteArrayOutputStream())));
    }

    assertThat(one.delivered()).doesNotHaveDuplicates();
  }

  @Test
  void listingADirectoryAsksForNoContent() throws Exception {
    Node large = dag.file(TestDag.noise(3 << 20, 1), 256 << 10);
    Node root = dag.directory(Entry.of("large", large), Entry.of("small", dag.raw("x")));
    List<ListedEntry> heard = Collections.synchronizedList(new ArrayList<>());

    try (Fetcher fetcher = fetcher(config().build())) {
      fetcher.list(IpfsPath.of(root.cid()), Fetcher.Detail.TYPES_AND_SIZES, heard::add);
    }

    assertThat(heard).hasSize(2);
    assertThat(source.wants()).noneMatch(want -> want.reach() instanceof Reach.All);
  }

  /** Fails with something that is not an exception. */
  private static final class Collapsing implements ArchiveSink {
    @Override
    public void directory(String path, OptionalInt mode, Optional<Mtime> mtime) {}

    @Override
    public void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime) {
      throw new NoClassDefFoundError("org/example/Missing");
    }

    @Override
    public void content(byte[] buffer, int offset, int length) {}

    @Override
    public void endOfFile() {}

    @Override
    public void symlink(String path, String target, Optional<Mtime> mtime) {}
  }

  @Test
  void anErrorOfAnOutputEndsTheFetch() {
    Node root = dag.directory(Entry.of("x", dag.raw("x")));

    try (Fetcher fetcher = fetcher(config().build())) {
      Fetch fetch =
          fetcher.start(
              FetchRequest.of(IpfsPath.of(root.cid()), Output.toArchive(new Collapsing())));

      assertThat(fetch.future())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(NoClassDefFoundError.class);
    }
  }
}
