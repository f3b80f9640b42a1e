// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesCommandTest {
  @TempDir Path folder;

  private record FakeBackend(String name, List<BlockSource> sources)
      implements BlockSourceProvider {
    @Override
    public List<BlockSource> create(FetchConfig config) {
      return sources;
    }

    @Override
    public String howToConfigure() {
      return "set --" + name + " ADDRESS";
    }
  }

  @Test
  void saysOfEachWhetherItAnswers() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .withBackends(
                new FakeBackend("daemon", List.of()),
                new FakeBackend(
                    "fake",
                    List.of(
                        FakeBlockSource.of(new Dag()),
                        FakeBlockSource.unavailable("connection refused", Optional.empty()))))
            .execute("sources");

    assertThat(ended.code()).isZero();
    assertThat(ended.outLines())
        .containsExactly(
            "daemon\t-\tno: set --daemon ADDRESS",
            "fake\thttp://fake.example\tyes",
            "fake\thttp://fake.example\tno: connection refused");
  }

  @Test
  void failsWhenThereIsNone() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .withBackends(new FakeBackend("gateway", List.of()))
            .execute("sources");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out()).isEqualTo("gateway\t-\tno: set --gateway ADDRESS\n");
    assertThat(ended.err()).isEqualTo("ipfs-fetch: no source can be used here\n");
  }

  @Test
  void givesUpOnASourceThatIsSilent() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .withVariable("IPFS_FETCH_CONNECT_TIMEOUT", "50ms")
            .withBackends(new FakeBackend("fake", List.of(FakeBlockSource.silent())))
            .execute("sources", "--json");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.outLines().get(0))
        .isEqualTo(
            "{\"v\":1,\"event\":\"backend\",\"source\":\"fake\",\"origin\":\"http://fake.example\","
                + "\"usable\":false,\"reason\":\"no answer in 0.1 s\"}");
    assertThat(ended.outLines().get(1)).contains("\"kind\":\"unavailable\"");
  }
}
