// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.Optional;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Want;

/**
 * How one kind of server is asked during one session, and what its answers mean.
 *
 * <p>A dialect may remember what it learned: all methods but {@link #carries} are called one after
 * the other.
 */
public interface Dialect {

  /** Who is asked. */
  Origin origin();

  /** How a want ends that need not be sent at all; empty for all others. */
  default Optional<Outcome> unasked(Want want) {
    return Optional.empty();
  }

  /** The request for a CAR; empty when the want is asked for as a single block. */
  Optional<HttpCall> streamOf(Want want);

  HttpCall blockOf(Want want);

  /** Whether the body of this answer is what was asked for. Called from any thread, no memory. */
  boolean carries(Form form, ResponseHead head);

  /** What to do about an answer that did not bring the wanted block. */
  Reaction reactTo(Want want, Answer answer);
}
