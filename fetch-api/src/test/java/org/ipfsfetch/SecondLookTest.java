// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moments in which everything waits for everything else, and one thing has to go on. */
@Timeout(40)
class SecondLookTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private static FetchConfig.Builder config() {
    return FetchConfig.builder()
        .memoryBytes(8 << 20)
        .idleTimeout(Duration.ofSeconds(5))
        .patience(Duration.ofMillis(200));
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
                windowIsFull.await(1, TimeUnit.SECONDS);
                Thread.sleep(200); // until those are taken in
              }
              asked.deliverFrom(dag);
              delivered.incrementAndGet();
              windowIsFull.countDown();
            });
    Names sink = new Names();

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      Fetch fetch = fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toArchive(sink)));
      fetch.future().get(15, TimeUnit.SECONDS);
    }

    assertThat(sink.names).hasSize(41).startsWith("a", "b0");
  }

  @Test
  void aSourceThatTricklesIsNotTheOnlyOneThatIsAsked() throws Exception {
    Node root = dag.raw("wanted");
    ScriptedSource trickling =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              for (int i = 0; i < 1_000 && !asked.isCancelled(); i++) {
                asked.arriving(1);
                Thread.sleep(20); // the speed of the source is what is tested
              }
            });
    ScriptedSource honest = ScriptedSource.inOrder("gateway", asked -> asked.deliverFrom(dag));

    try (Fetcher fetcher =
        Fetcher.open(config().build(), SourcePlan.first(trickling).then(honest))) {
      Fetch fetch =
          fetcher.start(
              FetchRequest.of(IpfsPath.of(root.cid()), Output.toPath(dir.resolve("out"))));
      fetch.future().get(10, TimeUnit.SECONDS);
    }

    assertThat(dir.resolve("out")).hasContent("wanted");
  }

  @Test
  void aShortRestEndsBeforeALongOne() throws Exception {
    Node onlyAtA = dag.raw("only at a");
    Node onlyAtB = dag.raw("only at b");
    Node root = dag.directory(Entry.of("a", onlyAtA), Entry.of("b", onlyAtB));
    List<Long> restsMillis = Collections.synchronizedList(new ArrayList<>());
    AtomicLong ended = new AtomicLong();
    AtomicInteger atA = new AtomicInteger();
    AtomicInteger atB = new AtomicInteger();
    ScriptedSource a =
        ScriptedSource.inOrder(
            "a",
            asked -> {
              if (asked.want().cid().equals(root.cid())) {
                asked.deliverFrom(dag);
              } else if (asked.want().cid().equals(onlyAtB.cid())) {
                asked.end(new Outcome.NotFound("not here"));
              } else if (atA.getAndIncrement() == 0) {
                asked.end(new Outcome.Unavailable("429", Optional.of(Duration.ofMillis(3_000))));
              } else {
                asked.deliverFrom(dag);
              }
            });
    ScriptedSource b =
        ScriptedSource.inOrder(
            "b",
            asked -> {
              if (asked.want().cid().equals(onlyAtA.cid())) {
                asked.end(new Outcome.NotFound("not here"));
              } else if (atB.getAndIncrement() == 0) {
                Thread.sleep(200); // until the other waits for its rest to end
                ended.set(System.nanoTime());
                asked.end(new Outcome.Unavailable("busy"));
              } else {
                restsMillis.add((System.nanoTime() - ended.get()) / 1_000_000);
                asked.deliverFrom(dag);
              }
            });

    FetchConfig patient = config().patience(Duration.ofSeconds(4)).build();
    try (Fetcher fetcher = Fetcher.open(patient, SourcePlan.first(a).then(b))) {
      fetcher.fetch(IpfsPath.of(root.cid()), dir.resolve("out"));
    }

    assertThat(restsMillis).singleElement().asInstanceOf(LONG).isBetween(400L, 1_800L);
  }

  @Test
  void aFetchWhoseReaderHangsIsCancelledSoon() throws Exception {
    Node root = dag.raw("x");
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

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
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
