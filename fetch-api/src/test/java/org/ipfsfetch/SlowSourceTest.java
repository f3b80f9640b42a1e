// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.retrieval.SourcePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Honest sources whose bytes come slowly: for whom it is waited, and who else is asked. */
@Timeout(40)
class SlowSourceTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private Node file(int leaves, int leafBytes) {
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < leaves; i++) {
      parts.add(dag.raw(TestDag.noise(leafBytes, i)));
    }
    return dag.fileOf(parts);
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

    FetchConfig config =
        FetchConfig.builder()
            .memoryBytes(8 << 20)
            .idleTimeout(Duration.ofSeconds(5))
            .patience(Duration.ofMillis(200))
            .build();
    try (Fetcher fetcher = Fetcher.open(config, SourcePlan.first(trickling).then(honest))) {
      Fetch fetch =
          fetcher.start(
              FetchRequest.of(IpfsPath.of(root.cid()), Output.toPath(dir.resolve("out"))));
      fetch.future().get(10, TimeUnit.SECONDS);
    }

    assertThat(dir.resolve("out")).hasContent("wanted");
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
                  Thread.sleep(2); // the speed of the line
                  asked.arriving(leafBytes / 64);
                  line.release();
                }
              }
              asked.deliverFrom(dag);
            });

    FetchConfig config =
        FetchConfig.builder()
            .idleTimeout(Duration.ofSeconds(2))
            .patience(Duration.ofSeconds(2))
            .build();
    try (Fetcher fetcher = Fetcher.open(config, SourcePlan.first(source))) {
      fetcher.fetch(IpfsPath.of(root.cid()), dir.resolve("out"));
    }

    assertThat(dir.resolve("out")).hasSize(40L * leafBytes);
  }
}
