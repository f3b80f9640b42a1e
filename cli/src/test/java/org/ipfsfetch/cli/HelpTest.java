// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
  private static final int SCREEN_LINES = 24;
  private static final int SCREEN_COLUMNS = 80;

  @TempDir Path folder;

  @Test
  void fitsAScreen() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.outLines()).hasSizeLessThanOrEqualTo(SCREEN_LINES);
    assertThat(ended.outLines()).allMatch(line -> line.length() <= SCREEN_COLUMNS);
    assertThat(ended.out()).contains("get", "ls", "cat", "resolve", "config", "sources");
  }

  @Test
  void ofACommandFitsAScreenAndAHalf() {
    for (String command :
        List.of("get", "ls", "cat", "resolve", "config", "sources", "completion")) {
      List<String> lines = CommandRun.in(folder).execute(command, "--help").outLines();

      assertThat(lines).hasSizeLessThanOrEqualTo(SCREEN_LINES * 3 / 2);
      assertThat(lines).allMatch(line -> line.length() <= SCREEN_COLUMNS);
      assertThat(CommandRun.in(folder).execute("help", command).outLines()).isEqualTo(lines);
    }
  }

  @Test
  void isWhatAnEmptyCommandLineGetsAsAFailure() {
    CommandRun.Ended ended = CommandRun.in(folder).execute();

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).startsWith("Usage: ipfs-fetch");
  }

  @Test
  void tellsTheVersion() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("--version");

    assertThat(ended.out()).isEqualTo("ipfs-fetch " + Version.text() + "\n");
    assertThat(CommandRun.in(folder).execute("get", "--version").out()).isEqualTo(ended.out());
  }

  @Test
  void hasColoursOnATerminalOnly() {
    assertThat(CommandRun.in(folder).execute("--help").out()).doesNotContain("\u001b");
    assertThat(CommandRun.in(folder).onTerminal().execute("--help").out()).contains("\u001b[");
  }
}
