// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir Path folder;

  @Test
  void completesInBashAndZsh() {
    for (String shell : new String[] {"bash", "zsh"}) {
      String script = CommandRun.in(folder).execute("completion", shell).out();

      assertThat(script)
          .contains("complete -F")
          .contains("bashcompinit")
          .contains("--from-car")
          .contains("resolve")
          .contains("ipfs-fetch");
    }
  }

  @Test
  void bashTakesTheScript() throws Exception {
    String script = CommandRun.in(folder).execute("completion", "bash").out();
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.outputWriter()) {
      in.write(script);
    }

    assertThat(bash.inputReader().lines()).isEmpty();
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void completesInFish() {
    String script = CommandRun.in(folder).execute("completion", "fish").out();

    assertThat(script.lines())
        .allMatch(line -> line.startsWith("complete -c ipfs-fetch ") || line.startsWith("#"))
        .contains(
            "complete -c ipfs-fetch -n __fish_use_subcommand -a cat"
                + " -d 'Write a file to standard output'",
            "complete -c ipfs-fetch -n '__fish_seen_subcommand_from get' -s o -l output -r -F"
                + " -d 'Where to (the last name of the address, else its CID)'",
            "complete -c ipfs-fetch -n '__fish_seen_subcommand_from completion'"
                + " -a 'bash zsh fish'");
  }

  @Test
  void knowsNoOtherShell() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("completion", "tcsh");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("tcsh").contains("bash").contains("fish");
  }
}
