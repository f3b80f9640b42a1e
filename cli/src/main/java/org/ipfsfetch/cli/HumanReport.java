// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.ipfsfetch.progress.FetchEvent;

/**
 * Words for a person: results on standard output, everything else on standard error.
 *
 * <p>Its lock keeps lines whole and is held while they are written; the fetch itself never waits
 * for it, only the thread of its events does.
 */
final class HumanReport implements Report {
  private final Console console;
  private final Verbosity verbosity;
  private final Progress progress;
  private final InstantSource clock;
  private final boolean contentOwnsOutput;
  private Standing standing;
  private boolean started;
  private boolean ended;

  /**
   * @param contentOwnsOutput whether standard output carries content, and results must go elsewhere
   */
  HumanReport(
      Console console,
      Verbosity verbosity,
      Progress progress,
      InstantSource clock,
      boolean contentOwnsOutput) {
    this.console = console;
    this.verbosity = verbosity;
    this.progress = progress;
    this.clock = clock;
    this.contentOwnsOutput = contentOwnsOutput;
    this.standing = new Standing("", clock.instant());
  }

  @Override
  public synchronized void started(String command, String address) {
    standing = new Standing(Printable.of(address), clock.instant());
    started = true;
  }

  @Override
  public synchronized void on(FetchEvent event) {
    if (ended) {
      return;
    }
    Instant now = clock.instant();
    standing.hear(event, now);
    if (event instanceof FetchEvent.Warning warning) {
      warning(warning.message());
    } else if (event instanceof FetchEvent.Resolved resolved) {
      tell(resolved);
    } else if (verbosity == Verbosity.VERBOSE) {
      if (event instanceof FetchEvent.SourceNote note) {
        say(note.origin() + ": " + note.note());
      } else if (event instanceof FetchEvent.Entered entered) {
        say(ProgressText.entering(entered.phase()) + ": " + entered.what());
      }
    }
  }

  private void tell(FetchEvent.Resolved resolved) {
    if (!resolved.proven()) {
      warning(resolved.address() + " is " + resolved.cid() + " only by the word of a source");
    } else if (verbosity == Verbosity.VERBOSE) {
      say(resolved.address() + " is " + resolved.cid());
    }
  }

  @Override
  public synchronized void tick() {
    if (started && !ended) {
      progress.show(standing, clock.instant());
    }
  }

  @Override
  public synchronized void warning(String message) {
    if (!ended && verbosity != Verbosity.QUIET) {
      say("ipfs-fetch: warning: " + message);
    }
  }

  private void say(String words) {
    progress.clear();
    console.errLine(Printable.of(words));
  }

  @Override
  public synchronized void item(String event, String line, Map<String, Object> fields)
      throws IOException {
    progress.clear();
    console.outLine(line);
  }

  @Override
  public synchronized void done(Result result) throws IOException {
    ended = true;
    progress.clear();
    for (String line : result.lines()) {
      if (contentOwnsOutput) {
        console.errLine(line);
      } else {
        console.outLine(line);
      }
    }
  }

  @Override
  public synchronized void failed(Failure failure) {
    ended = true;
    progress.clear();
    failure.lines().forEach(line -> console.errLine(Printable.of(line)));
    if (verbosity == Verbosity.VERBOSE && failure.isWorthATrace()) {
      StringWriter trace = new StringWriter();
      failure.cause().printStackTrace(new PrintWriter(trace, true));
      trace
          .toString()
          .lines()
          .forEach(line -> console.errLine("  " + Printable.of(line.replace("\t", "  "))));
    }
  }
}
