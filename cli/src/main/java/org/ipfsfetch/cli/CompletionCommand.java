// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code completion}: a script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash, zsh or fish",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class CompletionCommand implements Callable<Integer> {

  /** The shells, in the words of the command line. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish")
  private Shell shell = Shell.bash;

  @Mixin private HelpOptions help = new HelpOptions();

  CompletionCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new Job(invocation, new TalkOptions())
        .run(Job.Output.RESULT, report -> new Result(List.of(script()), Map.of()));
  }

  private String script() {
    CommandLine all = CommandTree.whole(invocation);
    return switch (shell) {
      // one script for both: it turns on bash's way of completing where zsh reads it
      case bash, zsh -> AutoComplete.bash(IpfsFetch.NAME, all).stripTrailing();
      case fish -> FishCompletion.of(all.getCommandSpec());
    };
  }
}
