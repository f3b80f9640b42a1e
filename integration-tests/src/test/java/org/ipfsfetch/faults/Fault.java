// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.time.Duration;

/** Something that a server does wrong, for the tables. */
interface Fault {

  /** As it stands in a table. */
  String label();

  void answer(Asked asked) throws Exception;

  /** How a fetch ends that has no other source. */
  Ending endsAlone(Moment moment);

  /** What can be had of the server from that moment on. */
  Rest rest();

  /** Whether some of what the server sent before that moment may not arrive. */
  default boolean losesWhatWasSent(Protocol protocol) {
    return false;
  }

  /** How a fetch ends. */
  enum Ending {
    DATA(Duration.ofSeconds(10)), // long, since nothing here may depend on how fast a machine is
    UNAVAILABLE(Duration.ofSeconds(2)),
    /** Unavailable, and the time is named at which it may be tried again, which is not awaited. */
    UNAVAILABLE_UNTIL(Duration.ofSeconds(20));

    private final Duration idleLimit;

    Ending(Duration idleLimit) {
      this.idleLimit = idleLimit;
    }

    /** Under which a fetch is to end in this way. */
    Duration idleLimit() {
      return idleLimit;
    }
  }

  /** What a server still gives. */
  enum Rest {
    SOMETHING,
    NOTHING
  }
}
