// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are honest and have a bad day: an outage, a slow line. */
@Timeout(60)
class WorkingWithTroubleTest {
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

  @Test
  void aSlowLineThatManyBlocksShareIsNotIdle() throws Exception {
    int leafBytes = 256 << 10;
    Node root = file(40, leafBytes);
    Semaphore line = new Semaphore(1, true); // each in its turn
    ScriptedSource source =
        ScriptedSource.atOnce(
            "daemon",
            asked -> {
              if (!asked.want().cid().equals(root.cid())) {
                for (int i = 0; i < 64; i++) { // a 64th of each block in turn: 2 ms of the line
                  line.acquire();
                  Thread.sleep(2);
                  asked.arriving(leafBytes / 64);
                  line.release();
                }
              }
              asked.deliverFrom(dag);
            });

    fetch(config().idleTimeout(Duration.ofSeconds(2)).build(), root.cid(), source);

    assertThat(dir.resolve("out")).hasSize(40L * leafBytes);
  }
}
