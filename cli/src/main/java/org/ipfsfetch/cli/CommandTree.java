// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * The commands by name.
 *
 * <p>picocli reads every class of the tree by reflection before it looks at the first argument, so
 * only the branch that an invocation needs is made where it is certain.
 */
final class CommandTree {
  private static final Map<String, Function<Invocation, Object>> COMMANDS = commands();

  private CommandTree() {}

  private static Map<String, Function<Invocation, Object>> commands() {
    Map<String, Function<Invocation, Object>> commands = new LinkedHashMap<>();
    commands.put("get", GetCommand::new);
    commands.put("ls", ListCommand::new);
    commands.put("cat", CatCommand::new);
    commands.put("resolve", ResolveCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("sources", SourcesCommand::new);
    commands.put("completion", CompletionCommand::new);
    commands.put("help", invocation -> new HelpCommand());
    return commands;
  }

  /** All commands. */
  static CommandLine whole(Invocation invocation) {
    CommandLine root = new CommandLine(new RootCommand());
    COMMANDS.forEach((name, maker) -> root.addSubcommand(name, maker.apply(invocation)));
    return root;
  }

  /** As much as these arguments need. */
  static CommandLine needed(Invocation invocation, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (first.equals("--version")) {
      return new CommandLine(new RootCommand());
    }
    if (first.equals("help") || !COMMANDS.containsKey(first)) {
      return whole(invocation);
    }
    CommandLine root = new CommandLine(new RootCommand());
    return root.addSubcommand(first, COMMANDS.get(first).apply(invocation));
  }
}
