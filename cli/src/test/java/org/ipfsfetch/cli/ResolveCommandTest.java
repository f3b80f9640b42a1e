// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveCommandTest {
  @TempDir Path folder;

  private final Dag.Sample sample = new Dag.Sample();

  @Test
  void printsTheCidAtTheEndOfThePath() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .execute("resolve", "ipfs://" + sample.root + "/sub/inner.bin");

    assertThat(ended.out()).isEqualTo(sample.inner + "\n");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void saysItToAProgram() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .execute("resolve", "--json", sample.root + "/sub");

    assertThat(ended.outLines().get(ended.outLines().size() - 1))
        .contains("\"event\":\"result\",\"ok\":true")
        .contains("\"cid\":\"" + sample.sub + "\",\"proven\":true");
  }
}
