// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
  @TempDir Path folder;

  @Test
  void showsValuesAndWhereTheyComeFrom() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .withVariable("IPFS_FETCH_IDLE_TIMEOUT", "7s")
            .execute("config", "--max-bytes", "1GiB");

    assertThat(ended.code()).isZero();
    assertThat(ended.outLines())
        .anySatisfy(
            line ->
                assertThat(line).startsWith("idle-timeout=7s").contains("IPFS_FETCH_IDLE_TIMEOUT"))
        .anySatisfy(line -> assertThat(line).startsWith("max-bytes=1GiB").contains("#"))
        .anySatisfy(line -> assertThat(line).isEqualTo("offline=false"));
  }

  @Test
  void showsNoSecret() {
    for (String format : new String[] {"--verbose", "--json"}) {
      CommandRun.Ended ended =
          CommandRun.in(folder)
              .withVariable("IPFS_FETCH_DAEMON_AUTHORIZATION", "basic:alice:hunter22")
              .execute("config", format, "--gateway", "https://bob:s3cret@gw.example/");

      assertThat(ended.code()).isZero();
      assertThat(ended.out() + ended.err())
          .contains("gw.example")
          .doesNotContain("hunter22")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void saysTheSettingsToAProgram() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("config", "--json", "--offline");

    assertThat(ended.outLines()).hasSize(1);
    assertThat(ended.out()).contains("{\"key\":\"offline\",\"value\":\"true\",\"from\":");
  }
}
