// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** How a want ended at one source; three failures, since the retriever has three reactions. */
public sealed interface Outcome {

  /** The wanted block was handed over; of the rest of its reach, as much as the source had. */
  record Delivered() implements Outcome {}

  /** The source does not have it: ask the next, no blame. */
  record NotFound(String reason) implements Outcome {
    public NotFound {
      Objects.requireNonNull(reason);
    }
  }

  /**
   * The source could not answer: it rests for a time that grows.
   *
   * @param retryAfter how long the source itself asked to be left alone
   */
  record Unavailable(String reason, Optional<Duration> retryAfter) implements Outcome {
    public Unavailable {
      Objects.requireNonNull(reason);
      Objects.requireNonNull(retryAfter);
    }

    public Unavailable(String reason) {
      this(reason, Optional.empty());
    }
  }

  /** The origin sent what cannot be right: it is out for the rest of the process. */
  record Misbehaved(String reason) implements Outcome {
    public Misbehaved {
      Objects.requireNonNull(reason);
    }
  }
}
