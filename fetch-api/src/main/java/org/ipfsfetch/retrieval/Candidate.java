// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * A source in the course of one fetch: what it is asked, how it did, and whether it rests or is
 * out. For the loop's thread.
 */
final class Candidate {
  private static final Duration FIRST_REST = Duration.ofMillis(500);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  /** What a source asks for beyond this makes no difference to anybody who waits. */
  private static final Duration LONGEST_ASKED_REST = Duration.ofDays(1);

  /** Who sends less than this within the patience is as good as quiet: another is asked too. */
  private static final int LIVELY_BYTES = 4 << 10;

  private final BlockSource source;
  private final int tier;
  private final Map<Want, Ask> open = new HashMap<>();
  private final Map<Want, Lineage> streams = new HashMap<>();
  private final Set<Ask> waiting = new LinkedHashSet<>();
  private final PrefixSet streamed = new PrefixSet();
  private SourceSession session;
  private int failuresInARow;
  private long restsUntil;
  private boolean resting;
  private String trouble = "";
  private boolean out;
  private long lastHeard;
  private long trickledBytes;
  private long blocks;
  private long unwantedBytes;

  Candidate(BlockSource source, int tier) {
    this.source = source;
    this.tier = tier;
  }

  BlockSource source() {
    return source;
  }

  Origin origin() {
    return source.origin();
  }

  int tier() {
    return tier;
  }

  /** The session, absent until the first want. */
  Optional<SourceSession> session() {
    return Optional.ofNullable(session);
  }

  void opened(SourceSession opened) {
    session = opened;
  }

  /** What it was sent and has not ended. */
  Map<Want, Ask> open() {
    return open;
  }

  /** Which of the open wants are streams. */
  Map<Want, Lineage> streams() {
    return streams;
  }

  /** Who waits for its streams. */
  Set<Ask> waiting() {
    return waiting;
  }

  boolean hasStreamed(Multihash hash) {
    return streamed.contains(hash);
  }

  /** A block came from it. */
  void delivered(Multihash hash) {
    blocks++;
    failuresInARow = 0;
    if (!streams.isEmpty()) {
      streamed.add(hash);
    }
  }

  void streamEnded(Want want) {
    streams.remove(want).end();
    if (streams.isEmpty()) {
      streamed.clear();
    }
  }

  long blocks() {
    return blocks;
  }

  /** Bytes that nobody wanted, since the last reckoning. */
  long unwantedBytes() {
    return unwantedBytes;
  }

  void addUnwanted(long bytes) {
    unwantedBytes += bytes;
  }

  /** Something of use came from it, or it begins to be asked. */
  void heard(long now) {
    trickledBytes = 0;
    lastHeard = now;
  }

  /** Bytes of a block that is not whole yet; a few of them are no sign of life. */
  void trickled(int bytes, long now) {
    trickledBytes += bytes;
    if (trickledBytes >= LIVELY_BYTES) {
      heard(now);
    }
  }

  /** Whether it owes answers and has given none of use for that long. */
  boolean isQuiet(long now, Duration patience) {
    return !open.isEmpty() && now - lastHeard >= patience.toNanos();
  }

  /**
   * It could not answer: it rests, longer each time. Many wants that fail in one outage are one
   * failure.
   */
  Duration rest(String reason, Optional<Duration> asked, long now) {
    trouble = reason;
    Duration before = restLeft(now);
    if (!before.isZero() && asked.isEmpty()) {
      return before;
    }
    Duration grown =
        shorter(FIRST_REST.multipliedBy(1L << Math.min(failuresInARow, 6)), LONGEST_REST);
    Duration rest = asked.map(wish -> shorter(wish, LONGEST_ASKED_REST)).orElse(grown);
    failuresInARow++;
    long until = now + rest.toNanos();
    if (!resting || until - restsUntil > 0) {
      restsUntil = until;
    }
    resting = true;
    return rest;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** How long it still rests; zero when it does not. */
  Duration restLeft(long now) {
    if (!resting) {
      return Duration.ZERO;
    }
    long left = restsUntil - now;
    if (left <= 0) {
      resting = false;
      return Duration.ZERO;
    }
    return Duration.ofNanos(left);
  }

  boolean isOut() {
    return out;
  }

  /** It sent what cannot be right, or its source is closed to us: never again. */
  void putOut(String reason) {
    out = true;
    trouble = reason;
  }

  /** What is known against it. */
  void troubled(String reason) {
    trouble = reason;
  }

  /** What last went wrong with it; empty when nothing did. */
  String trouble() {
    return trouble;
  }
}
