// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Want;

/** A block somebody here waits for, and what was tried to get it. For the loop's thread. */
final class Ask {
  /** A candidate that could not answer is asked for the same block this often. */
  private static final int MAX_ATTEMPTS = 3;

  private Want want;
  private final Lineage under;
  private final long since;
  private final List<Reader> readers = new ArrayList<>(1);
  private final List<Candidate> askedAt = new ArrayList<>(1);
  private final Map<Candidate, String> refusals = new LinkedHashMap<>(2);
  private final Map<Candidate, Integer> attempts = new LinkedHashMap<>(2);
  private Lineage waitingOn = Lineage.NONE;
  private boolean done;

  Ask(Want want, Lineage under, long since) {
    this.want = want;
    this.under = under;
    this.since = since;
  }

  Want want() {
    return want;
  }

  /** Whether it is still missing, asked for nowhere, and offers a source to send more than it. */
  boolean canBeNarrowed() {
    return !done && askedAt.isEmpty() && !want.equals(narrowed());
  }

  /** From now on it is asked for alone. */
  void narrow() {
    want = narrowed();
  }

  private Want narrowed() {
    return new Want(want.cid(), List.of(), new Reach.Block(), want.expectedBytes(), want.urgency());
  }

  Lineage under() {
    return under;
  }

  /** When it was first asked for, on the loop's clock. */
  long since() {
    return since;
  }

  /** Two CIDs with one multihash are one block. */
  Multihash key() {
    return want.cid().multihash();
  }

  /**
   * Somebody who waits.
   *
   * @param cid under which he asked
   */
  record Reader(Cid cid, BlockReader.Receiver receiver) {}

  List<Reader> readers() {
    return readers;
  }

  List<Candidate> askedAt() {
    return askedAt;
  }

  boolean isDone() {
    return done;
  }

  void finish() {
    done = true;
  }

  /** The stream it waits for instead of being asked on its own. */
  Optional<Lineage> waitingOn() {
    return waitingOn == Lineage.NONE ? Optional.empty() : Optional.of(waitingOn);
  }

  void waitOn(Lineage stream) {
    waitingOn = stream;
  }

  void waitNoMore() {
    waitingOn = Lineage.NONE;
  }

  /** Whether something that is under way may still answer it. */
  boolean isUnderWay() {
    return !askedAt.isEmpty() || waitingOn != Lineage.NONE;
  }

  /** This candidate will not be asked for it again. */
  void refused(Candidate by, String reason) {
    refusals.put(by, reason);
  }

  boolean isRefusedBy(Candidate candidate) {
    return refusals.containsKey(candidate);
  }

  /** One more failed attempt; the last one counts as a refusal. */
  void attemptFailed(Candidate by, String reason) {
    if (attempts.merge(by, 1, Integer::sum) >= MAX_ATTEMPTS) {
      refused(by, reason);
    }
  }

  /** Who refused, and why. */
  Map<Candidate, String> refusals() {
    return refusals;
  }
}
