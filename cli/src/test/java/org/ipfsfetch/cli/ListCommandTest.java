// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.ipfsfetch.multiformats.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {
  @TempDir Path folder;

  private final Dag.Sample sample = new Dag.Sample();

  private CommandRun run() {
    return CommandRun.in(folder).with(FakeBlockSource.of(sample.dag));
  }

  @Test
  void printsANameALine() {
    CommandRun.Ended ended = run().execute("ls", sample.root.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.outLines()).containsExactly("link", "readme.txt", "sub");
  }

  @Test
  void printsTypeSizeAndCidToo() {
    CommandRun.Ended ended = run().execute("ls", "-l", sample.root.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.outLines())
        .anySatisfy(line -> assertThat(line).matches("l +- +b\\w+ +link -> readme.txt"))
        .anySatisfy(line -> assertThat(line).matches("- +13 +" + sample.readme + " +readme.txt"))
        .anySatisfy(line -> assertThat(line).matches("d +- +" + sample.sub + " +sub"))
        .hasSize(3);
  }

  @Test
  void escapesNamesOnATerminalOnly() {
    String name = "red\u001b[31m\nline";
    Cid root = sample.dag.directory(Map.of(name, sample.readme));

    assertThat(run().onTerminal().execute("ls", root.toString()).out())
        .isEqualTo("red\\x1b[31m\\nline\n");
    assertThat(run().execute("ls", root.toString()).out()).isEqualTo(name + "\n");
  }

  @Test
  void tellsAnEventForEachEntryAndThenTheResult() {
    CommandRun.Ended ended = run().execute("ls", "-l", "--json", sample.root.toString());

    assertThat(ended.outLines().get(0)).contains("\"event\":\"start\"");
    assertThat(ended.outLines().subList(1, 4))
        .allSatisfy(line -> assertThat(line).contains("\"event\":\"entry\""))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"name\":\"link\",\"type\":\"symlink\"")
                    .contains("\"linkTarget\":\"readme.txt\""));
    assertThat(ended.outLines().get(4)).contains("\"event\":\"result\"").contains("\"entries\":3");
    assertThat(ended.outLines()).hasSize(5);
  }
}
