// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How the command talks to whoever called it. */
final class TalkOptions {

  /** The values of {@code --progress}, in the words of the command line. */
  enum ProgressMode {
    auto,
    always,
    never
  }

  @Option(
      names = "--progress",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto (bar or lines), always (bar), never")
  private ProgressMode progress = ProgressMode.auto;

  @Option(
      names = {"-q", "--quiet"},
      description = "Errors only")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Sources, phases and stack traces too")
  private boolean verbose;

  @Option(names = "--json", description = "Events for programs, one JSON object a line")
  private boolean json;

  @Option(names = "--die-with-parent", description = "Stop when the calling process has ended")
  private boolean dieWithParent;

  Verbosity verbosity() {
    if (quiet) {
      return Verbosity.QUIET;
    }
    return verbose ? Verbosity.VERBOSE : Verbosity.USUAL;
  }

  Report report(Invocation invocation, Job.Output output) {
    boolean contentOwnsOutput = output == Job.Output.CONTENT;
    Console console = invocation.console();
    return json
        ? events(invocation, verbosity(), contentOwnsOutput)
        : new HumanReport(
            console, verbosity(), display(console, output), invocation.clock(), contentOwnsOutput);
  }

  /** Events on standard output, unless content owns it. */
  static Report events(Invocation invocation, Verbosity verbosity, boolean contentOwnsOutput) {
    Console console = invocation.console();
    JsonEvents.Lines lines =
        contentOwnsOutput ? line -> console.errRaw(line + "\n") : console::outLine;
    return new JsonEvents(
        lines,
        console.redactor(),
        verbosity,
        invocation.clock(),
        closed -> invocation.stop().request(ExitCode.CLOSED_PIPE));
  }

  private Progress display(Console console, Job.Output output) {
    Terminal terminal = console.terminal();
    // a bar in the middle of the content helps nobody
    boolean shared = output == Job.Output.CONTENT && terminal.output() && terminal.error();
    if (progress == ProgressMode.never || quiet || shared) {
      return Progress.none();
    }
    boolean bar = progress == ProgressMode.always || (terminal.error() && !terminal.dumb());
    return bar ? new ProgressBar(console) : new ProgressLines(console);
  }

  ParentWatch parentWatch(Stop stop) {
    return Optional.of(stop)
        .filter(any -> dieWithParent)
        .map(ParentWatch::start)
        .orElseGet(ParentWatch::none);
  }
}
