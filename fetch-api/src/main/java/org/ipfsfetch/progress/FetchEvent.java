// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.progress;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.multiformats.Cid;

/** Something that happened in a fetch. */
public sealed interface FetchEvent {

  /** Where a fetch stands; it only moves forward. */
  enum Phase {
    /** Finding what a mutable name stands for. */
    NAME,
    /** Walking the path to the wanted CID. */
    PATH,
    /** Bringing and writing content. */
    CONTENT,
    /** Setting times and links, putting the result in place. */
    PLACING
  }

  /** A phase begins. */
  record Entered(Phase phase, String what) implements FetchEvent {
    public Entered {
      Objects.requireNonNull(phase);
      Objects.requireNonNull(what);
    }
  }

  /**
   * The address stands for this CID.
   *
   * @param cid the CID at the end of the path
   * @param proven false when only a source's word links the address to the CID
   */
  record Resolved(String address, Cid cid, boolean proven) implements FetchEvent {}

  /**
   * How far it is. Sent at most ten times a second.
   *
   * @param bytes content bytes written so far
   * @param expectedBytes how many there are said to be; a hint, absent until it is known
   * @param files files written so far
   * @param blocks verified blocks so far
   */
  record Progress(long bytes, OptionalLong expectedBytes, long files, long blocks)
      implements FetchEvent {}

  /** A source is asked for the first time, fails, rests, or is out: for people who want to know. */
  record SourceNote(String origin, String note) implements FetchEvent {
    public SourceNote {
      Objects.requireNonNull(origin);
      Objects.requireNonNull(note);
    }
  }

  /** Something the user should hear although the fetch goes on. */
  record Warning(String message) implements FetchEvent {
    public Warning {
      Objects.requireNonNull(message);
    }
  }

  /**
   * The end.
   *
   * @param failure absent when it succeeded
   */
  record Finished(Optional<Throwable> failure) implements FetchEvent {}
}
