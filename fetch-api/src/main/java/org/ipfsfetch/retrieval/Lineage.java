// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

/**
 * With which stream a block came: a stream that brought a parent may still bring the children.
 *
 * <p>Opaque outside this package. For the loop's thread.
 */
public final class Lineage {
  /** No stream. */
  public static final Lineage NONE = new Lineage(null);

  private final Candidate candidate;
  private boolean live;
  private boolean cutOff;

  private Lineage(Candidate candidate) {
    this.candidate = candidate;
  }

  /** A stream that begins now. */
  static Lineage begin(Candidate candidate) {
    Lineage lineage = new Lineage(candidate);
    lineage.live = true;
    return lineage;
  }

  boolean isLive() {
    return live;
  }

  void end() {
    live = false;
  }

  /** It is we who end it: that is no failure of its source. */
  void cutOff() {
    cutOff = true;
  }

  boolean isCutOff() {
    return cutOff;
  }

  /** Whose stream it is; only for one that is or was live. */
  Candidate candidate() {
    return candidate;
  }

  /** Whether it is worth waiting for: it goes on and has not brought the block before. */
  boolean canStillBring(Ask ask) {
    return live && !candidate.hasStreamed(ask.key());
  }
}
