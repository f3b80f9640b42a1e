// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.retrieval.SourcePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a fetcher is closed, at whatever moment. */
@Timeout(60)
class FetcherEndTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private static FetchConfig config() {
    return FetchConfig.builder()
        .idleTimeout(Duration.ofSeconds(5))
        .patience(Duration.ofSeconds(1))
        .build();
  }

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  private List<String> newThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("ipfs-fetch-"))
        .toList();
  }

  @Test
  void noThreadIsLeftAtTheMomentCloseReturns() throws Exception {
    Node root = dag.file(TestDag.noise(100_000, 1), 1_000);
    for (int i = 0; i < 100; i++) {
      ScriptedSource source = ScriptedSource.inOrder("daemon", asked -> asked.deliverFrom(dag));
      try (Fetcher fetcher = Fetcher.open(config(), SourcePlan.first(source))) {
        fetcher.fetch(
            FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(new ByteArrayOutputStream())));
      }

      assertThat(newThreads()).as("after fetch %d", i).isEmpty();
    }
  }

  @Test
  void noThreadIsLeftThoughTheListenerHangs() throws Exception {
    Node root = dag.raw("x");
    CountDownLatch never = new CountDownLatch(1);
    ScriptedSource source = ScriptedSource.inOrder("daemon", asked -> asked.deliverFrom(dag));

    try (Fetcher fetcher = Fetcher.open(config(), SourcePlan.first(source))) {
      FetchRequest request =
          FetchRequest.of(IpfsPath.of(root.cid()), Output.toPath(dir.resolve("out")))
              .withListener(
                  event -> {
                    try {
                      never.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      fetcher.fetch(request);
    }

    assertThat(newThreads()).isEmpty();
    never.countDown();
  }

  @Test
  void closingWhileAFetchIsStartedEnds() throws Exception {
    Node root = dag.raw("x");
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 500; i++) {
        ScriptedSource silent = ScriptedSource.inOrder("daemon", asked -> {});
        Fetcher fetcher = Fetcher.open(config(), SourcePlan.first(silent));
        CyclicBarrier barrier = new CyclicBarrier(2);
        FetchRequest request =
            FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(new ByteArrayOutputStream()));
        Future<?> starting =
            two.submit(
                () -> {
                  barrier.await();
                  try {
                    fetcher.start(request);
                  } catch (IllegalStateException closed) {
                    // It is allowed to say so.
                  }
                  return true;
                });
        Future<?> closing =
            two.submit(
                () -> {
                  barrier.await();
                  fetcher.close();
                  return true;
                });
        starting.get(10, TimeUnit.SECONDS);
        closing.get(10, TimeUnit.SECONDS);
      }
    } finally {
      two.shutdownNow();
    }
  }

  @Test
  void cancellingAtAnyMomentLeavesAllOrNothing() throws Exception {
    Node root = dag.file(TestDag.noise(2_000_000, 1), 10_000);
    for (int i = 0; i < 150; i++) {
      Path target = dir.resolve("out" + i);
      ScriptedSource source = ScriptedSource.inOrder("daemon", asked -> asked.deliverFrom(dag));
      try (Fetcher fetcher = Fetcher.open(config(), SourcePlan.first(source))) {
        Fetch fetch =
            fetcher.start(FetchRequest.of(IpfsPath.of(root.cid()), Output.toPath(target)));
        TimeUnit.MICROSECONDS.sleep(i * 300L); // another moment each time
        fetch.cancel();
        try {
          fetch.await();
          assertThat(target).hasSize(2_000_000);
        } catch (java.util.concurrent.CancellationException e) {
          assertThat(target).doesNotExist();
        }
      }
      try (Stream<Path> left = Files.list(dir)) {
        assertThat(left).allMatch(path -> path.getFileName().toString().startsWith("out"));
      }
      assertThat(source.unreleased()).isZero();
    }
  }
}
