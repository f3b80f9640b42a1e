// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/**
 * The command as a function: arguments in, an exit code out.
 *
 * <p>Each command is a class named after it; it runs in a {@link Job} and talks through a {@link
 * Report}. Nothing here ends the process or looks at it but through the {@link Invocation}.
 */
final class IpfsFetch {
  static final String NAME = "ipfs-fetch";

  private final Invocation invocation;

  IpfsFetch(Invocation invocation) {
    this.invocation = invocation;
  }

  int run(String... arguments) {
    CommandLine commands = CommandTree.needed(invocation, arguments);
    PrintWriter out = invocation.console().outWriter();
    commands
        .setOut(out)
        .setErr(out) // nothing is printed there: failures go through a report
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                invocation.console().terminal().color() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setParameterExceptionHandler((exception, ignored) -> usage(exception, arguments))
        .setExecutionExceptionHandler(
            (exception, line, result) -> told(Failure.of(exception), arguments));
    if (arguments.length == 0) {
      return nothingAsked(commands);
    }
    int code = commands.execute(arguments);
    out.flush();
    return invocation.console().out().isClosedPipe() ? ExitCode.CLOSED_PIPE.number() : code;
  }

  private int nothingAsked(CommandLine commands) {
    commands.getUsageMessage(Ansi.OFF).lines().forEach(invocation.console()::errLine);
    return ExitCode.USAGE.number();
  }

  private int usage(ParameterException exception, String... arguments) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    String message = UsageWords.of(exception) + "; see " + command + " --help";
    return told(Failure.usage(message, exception), arguments);
  }

  /** A failure from before there were options that say how to tell it. */
  private int told(Failure failure, String... arguments) {
    List<String> before =
        Arrays.stream(arguments).takeWhile(argument -> !argument.equals("--")).toList();
    if (before.contains("--json")) {
      boolean contentOwnsOutput =
          before.contains("cat")
              || before.contains("-")
              || before.contains("--tar=-")
              || before.contains("--car=-");
      TalkOptions.events(invocation, Verbosity.USUAL, contentOwnsOutput).failed(failure);
    } else {
      failure.lines().forEach(line -> invocation.console().errLine(Printable.of(line)));
    }
    return failure.code().number();
  }
}
