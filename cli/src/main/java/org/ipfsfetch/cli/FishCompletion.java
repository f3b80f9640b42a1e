// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completions of a command for fish, which picocli does not. */
final class FishCompletion {
  private final String name;
  private final StringJoiner script = new StringJoiner("\n");

  private FishCompletion(String name) {
    this.name = name;
  }

  static String of(CommandSpec root) {
    FishCompletion completion = new FishCompletion(root.name());
    completion.line("# fish completion for " + root.name());
    completion.line("complete -c " + root.name() + " -f");
    root.options().forEach(option -> completion.option("__fish_use_subcommand", option));
    root.subcommands().forEach(completion::command);
    return completion.script.toString();
  }

  private void command(String command, CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    String description = String.join(" ", spec.usageMessage().description());
    line(
        "complete -c "
            + name
            + " -n __fish_use_subcommand -a "
            + command
            + " -d "
            + quoted(description));
    spec.options().forEach(option -> option("__fish_seen_subcommand_from " + command, option));
    if (command.equals("completion")) {
      line(
          "complete -c "
              + name
              + " -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'");
    }
  }

  private void option(String when, OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    StringBuilder line = new StringBuilder("complete -c " + name + " -n " + quoted(when));
    for (String spelling : option.names()) {
      line.append(spelling.startsWith("--") ? " -l " : " -s ")
          .append(spelling.replaceFirst("^--?", ""));
    }
    if (option.arity().max() > 0) {
      line.append(
          option.paramLabel().equals("FILE") || option.paramLabel().equals("PATH")
              ? " -r -F"
              : " -x");
    }
    if (option.paramLabel().equals("WHEN")) {
      line.append(" -a 'auto always never'");
    }
    line.append(" -d ").append(quoted(String.join(" ", option.description())));
    line(line.toString());
  }

  private void line(String text) {
    script.add(text);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
