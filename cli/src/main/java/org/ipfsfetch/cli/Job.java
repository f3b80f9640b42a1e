// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Optional;
import org.slf4j.simple.SimpleLogger;

/**
 * How every command runs: its report begins, ticks and ends; whatever is thrown becomes a failure
 * that is told and an exit code.
 */
final class Job {

  /** What a command does. */
  @FunctionalInterface
  interface Body {
    Result run(Report report) throws Exception;
  }

  /** What standard output is for. */
  enum Output {
    RESULT,
    CONTENT
  }

  private final Invocation invocation;
  private final TalkOptions talk;

  Job(Invocation invocation, TalkOptions talk) {
    this.invocation = invocation;
    this.talk = talk;
  }

  /** Runs it to its end, whatever that is. */
  int run(Output output, Body body) {
    listenToLoggers();
    Report report = talk.report(invocation, output);
    Ticker ticker = Ticker.start(report);
    ParentWatch parent = talk.parentWatch(invocation.stop());
    try {
      report.done(body.run(report));
      return ExitCode.DONE.number();
    } catch (Throwable thrown) { // the last place where anything can be said about it
      Failure failure = failure(thrown);
      report.failed(failure);
      return failure.code().number();
    } finally {
      ticker.close();
      parent.close();
    }
  }

  private Failure failure(Throwable thrown) {
    Optional<ExitCode> stopped = invocation.stop().requested();
    if (stopped.isPresent()) {
      return Failure.stopped(stopped.get(), thrown);
    }
    if (invocation.console().out().isClosedPipe()) {
      return Failure.closedPipe(thrown);
    }
    return Failure.of(thrown);
  }

  /** Before the first logger is made, or it has no effect. */
  private void listenToLoggers() {
    if (talk.verbosity() == Verbosity.VERBOSE) {
      System.setProperty(SimpleLogger.LOG_KEY_PREFIX + "org.ipfsfetch", "debug");
    } else if (talk.verbosity() == Verbosity.QUIET) {
      System.setProperty(SimpleLogger.DEFAULT_LOG_LEVEL_KEY, "error");
    }
  }
}
