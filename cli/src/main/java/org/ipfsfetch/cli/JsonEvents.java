// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.ipfsfetch.progress.FetchEvent;

/**
 * Events for a program: one JSON object a line, the result always last.
 *
 * <p>Every line has {@code v}, the version of this format, and {@code event}. Programs ignore
 * events and fields they do not know; such may be added without a new version. The format is
 * described in {@code docs/json-events.md}.
 */
final class JsonEvents implements Report {
  static final int VERSION = 1;

  /** As often as a person would be told; a caller may take a longer silence for the end. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /** An hour is then some thousand lines. */
  private static final Duration PROGRESS = Duration.ofSeconds(1);

  /** Where lines go. */
  @FunctionalInterface
  interface Lines {
    void write(String line) throws IOException;
  }

  private final Lines out;
  private final JsonLine json;
  private final Verbosity verbosity;
  private final InstantSource clock;
  private final Consumer<IOException> onClosed;
  private Standing standing;
  private Instant lastBeat;
  private Instant nextProgress = Instant.MIN;
  private boolean started;
  private boolean ended;

  /**
   * @param onClosed hears that nobody reads the events any more
   */
  JsonEvents(
      Lines out,
      Redactor redactor,
      Verbosity verbosity,
      InstantSource clock,
      Consumer<IOException> onClosed) {
    this.out = out;
    this.json = new JsonLine(redactor);
    this.verbosity = verbosity;
    this.clock = clock;
    this.onClosed = onClosed;
    this.lastBeat = clock.instant();
    this.standing = new Standing("", lastBeat);
  }

  @Override
  public synchronized void started(String command, String address) {
    lastBeat = clock.instant();
    standing = new Standing(address, lastBeat);
    started = true;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("command", command);
    fields.put("address", address);
    fields.put("version", Version.text());
    tell("start", fields);
  }

  @Override
  public synchronized void on(FetchEvent event) {
    standing.hear(event, clock.instant());
    Map<String, Object> fields = new LinkedHashMap<>();
    if (event instanceof FetchEvent.Entered entered) {
      fields.put("phase", entered.phase().name().toLowerCase(Locale.ROOT));
      fields.put("what", entered.what());
      tell("phase", fields);
    } else if (event instanceof FetchEvent.Resolved resolved) {
      fields.put("address", resolved.address());
      fields.put("cid", resolved.cid().toString());
      fields.put("proven", resolved.proven());
      tell("resolved", fields);
    } else if (event instanceof FetchEvent.Progress progress) {
      tellProgress(progress);
    } else if (event instanceof FetchEvent.SourceNote note) {
      fields.put("origin", note.origin());
      fields.put("note", note.note());
      tell("source", fields);
    } else if (event instanceof FetchEvent.Warning warning) {
      warning(warning.message());
    }
  }

  private void tellProgress(FetchEvent.Progress progress) {
    Instant now = clock.instant();
    if (now.isBefore(nextProgress)) {
      return;
    }
    nextProgress = now.plus(PROGRESS);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bytes", progress.bytes());
    progress.expectedBytes().ifPresent(bytes -> fields.put("expectedBytes", bytes));
    fields.put("files", progress.files());
    fields.put("blocks", progress.blocks());
    fields.put("elapsedMs", standing.elapsed(now).toMillis());
    tell("progress", fields);
  }

  @Override
  public synchronized void tick() {
    Instant now = clock.instant();
    boolean due =
        standing.quiet(now).compareTo(HEARTBEAT) >= 0
            && Duration.between(lastBeat, now).compareTo(HEARTBEAT) >= 0;
    if (started && due) {
      lastBeat = now;
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("seconds", standing.quiet(now).toSeconds());
      fields.put("message", ProgressText.waiting(standing, now, Integer.MAX_VALUE));
      tell("waiting", fields);
    }
  }

  @Override
  public synchronized void warning(String message) {
    tell("warning", Map.of("message", message));
  }

  /** An event on the way; quiet callers want the end only. */
  private void tell(String event, Map<String, Object> fields) {
    if (ended || verbosity == Verbosity.QUIET) {
      return;
    }
    try {
      write(event, fields);
    } catch (IOException e) {
      onClosed.accept(e);
    }
  }

  @Override
  public synchronized void item(String event, String line, Map<String, Object> fields)
      throws IOException {
    write(event, fields);
  }

  @Override
  public synchronized void done(Result result) throws IOException {
    ended = true;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", true);
    fields.put("exitCode", ExitCode.DONE.number());
    fields.putAll(result.fields());
    write("result", fields);
  }

  @Override
  public synchronized void failed(Failure failure) {
    ended = true;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", false);
    fields.put("exitCode", failure.code().number());
    fields.put("kind", failure.code().kind());
    fields.put("message", failure.message());
    fields.put("reasons", failure.reasons());
    failure.retryAfter().ifPresent(after -> fields.put("retryAfterSeconds", after.toSeconds()));
    try {
      write("result", fields);
    } catch (IOException ignored) { // nobody reads it; the exit code still tells
    }
  }

  private void write(String event, Map<String, Object> fields) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("v", VERSION);
    line.put("event", event);
    line.putAll(fields);
    out.write(json.line(line));
  }
}
