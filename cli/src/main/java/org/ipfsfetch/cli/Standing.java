// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.progress.FetchEvent;
import org.ipfsfetch.progress.FetchEvent.Phase;

/**
 * Where the running fetch stands, as far as its events told: what progress displays draw.
 *
 * <p>Not thread-safe: its {@link Report} guards it.
 */
final class Standing {
  /** A rate over less jumps about, over more it hides a stall. */
  private static final Duration RATE_WINDOW = Duration.ofSeconds(5);

  private record Sample(Instant at, long bytes) {}

  private final Instant begin;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Optional<Phase> phase = Optional.empty();
  private String what;
  private FetchEvent.Progress progress = new FetchEvent.Progress(0, OptionalLong.empty(), 0, 0);
  private Instant lastMove;

  /**
   * @param what what is being fetched, in words
   */
  Standing(String what, Instant begin) {
    this.what = what;
    this.begin = begin;
    this.lastMove = begin;
    samples.addLast(new Sample(begin, 0));
  }

  void hear(FetchEvent event, Instant now) {
    if (event instanceof FetchEvent.Entered entered) {
      phase = Optional.of(entered.phase());
      lastMove = now;
    } else if (event instanceof FetchEvent.Progress next) {
      if (next.bytes() > progress.bytes() || next.blocks() > progress.blocks()) {
        lastMove = now;
      }
      progress = next;
      samples.addLast(new Sample(now, next.bytes()));
    } else if (event instanceof FetchEvent.Resolved resolved) {
      what = resolved.cid().toString();
      lastMove = now;
    }
  }

  /** Sets what is being fetched, in words, once it is known better. */
  void about(String words) {
    what = words;
  }

  Optional<Phase> phase() {
    return phase;
  }

  String what() {
    return what;
  }

  FetchEvent.Progress progress() {
    return progress;
  }

  Duration elapsed(Instant now) {
    return Duration.between(begin, now);
  }

  /** How long nothing has arrived. */
  Duration quiet(Instant now) {
    return Duration.between(lastMove, now);
  }

  /** Bytes a second, lately. */
  double rate(Instant now) {
    Instant oldest = now.minus(RATE_WINDOW);
    while (samples.size() > 1 && samples.getFirst().at().isBefore(oldest)) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    double seconds = Duration.between(first.at(), now).toMillis() / 1000.0;
    return seconds <= 0 ? 0 : (progress.bytes() - first.bytes()) / seconds;
  }

  /** How many of a hundred parts are done; absent while nobody said how much there is. */
  OptionalLong percent() {
    OptionalLong expected = expected();
    return expected.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of((long) (100.0 * progress.bytes() / expected.getAsLong()));
  }

  /** What there is in all, if that is known and can be true. */
  OptionalLong expected() {
    OptionalLong expected = progress.expectedBytes();
    boolean possible =
        expected.isPresent()
            && expected.getAsLong() > 0
            && expected.getAsLong() >= progress.bytes();
    return possible ? expected : OptionalLong.empty();
  }

  /** How many seconds the rest takes at the present rate. */
  OptionalLong secondsLeft(Instant now) {
    double rate = rate(now);
    OptionalLong expected = expected();
    if (expected.isEmpty() || rate < 1) {
      return OptionalLong.empty();
    }
    return OptionalLong.of((long) Math.ceil((expected.getAsLong() - progress.bytes()) / rate));
  }
}
