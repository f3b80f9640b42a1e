// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources that cannot answer for a while: how long they rest, and what that costs. */
@Timeout(40)
class RestsTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private static FetchConfig.Builder config() {
    return FetchConfig.builder().idleTimeout(Duration.ofSeconds(4)).patience(Duration.ofSeconds(2));
  }

  private void fetch(FetchConfig config, Cid root, ScriptedSource source)
      throws IOException, InterruptedException {
    try (Fetcher fetcher = Fetcher.open(config, SourcePlan.first(source))) {
      fetcher.fetch(IpfsPath.of(root), dir.resolve("out"));
    }
  }

  private Node file(int leaves, int leafBytes) {
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < leaves; i++) {
      parts.add(dag.raw(TestDag.noise(leafBytes, i)));
    }
    return dag.fileOf(parts);
  }

  @Test
  void aShortRestEndsBeforeALongOne() throws Exception {
    Node onlyAtA = dag.raw("only at a");
    Node onlyAtB = dag.raw("only at b");
    Node root = dag.directory(Entry.of("a", onlyAtA), Entry.of("b", onlyAtB));
    List<Long> restsMillis = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch longRestHasBegun = new CountDownLatch(1);
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
                longRestHasBegun.countDown();
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
                longRestHasBegun.await();
                ended.set(System.nanoTime());
                asked.end(new Outcome.Unavailable("busy"));
              } else {
                restsMillis.add((System.nanoTime() - ended.get()) / 1_000_000);
                asked.deliverFrom(dag);
              }
            });

    FetchConfig patient =
        config()
            .memoryBytes(8 << 20)
            .idleTimeout(Duration.ofSeconds(5))
            .patience(Duration.ofSeconds(4))
            .build();
    try (Fetcher fetcher = Fetcher.open(patient, SourcePlan.first(a).then(b))) {
      fetcher.fetch(IpfsPath.of(root.cid()), dir.resolve("out"));
    }

    assertThat(restsMillis).singleElement().asInstanceOf(LONG).isBetween(400L, 1_800L);
  }

  @Test
  void oneOutageIsOneFailureHoweverManyWantsItEnds() throws Exception {
    Node root = file(200, 100);
    AtomicBoolean wasDown = new AtomicBoolean();
    List<ScriptedSource.Asked> waiting = new ArrayList<>();
    ScriptedSource source =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              if (wasDown.get() || asked.want().cid().equals(root.cid())) {
                asked.deliverFrom(dag);
                return;
              }
              waiting.add(asked);
              if (waiting.size() == 200) { // all of them hang on one connection, and it breaks
                wasDown.set(true);
                waiting.forEach(open -> open.end(new Outcome.Unavailable("connection reset")));
              }
            });

    fetch(config().build(), root.cid(), source);

    assertThat(dir.resolve("out")).hasSize(20_000);
  }

  @Test
  void manyFailuresAtOnceCostEachWantOneMoreAttempt() throws Exception {
    Node root = file(300, 100);
    ConcurrentHashMap<Cid, AtomicInteger> failures = new ConcurrentHashMap<>();
    ScriptedSource source =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              AtomicInteger failed =
                  failures.computeIfAbsent(asked.want().cid(), cid -> new AtomicInteger());
              if (failed.getAndIncrement() == 0 && !asked.want().cid().equals(root.cid())) {
                asked.end(new Outcome.Unavailable("try again"));
              } else {
                asked.deliverFrom(dag);
              }
            });

    fetch(config().build(), root.cid(), source);

    assertThat(source.wants()).hasSizeLessThanOrEqualTo(2 * 300 + 1);
  }
}
