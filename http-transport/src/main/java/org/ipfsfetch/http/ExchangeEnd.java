// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.Objects;

/** How an exchange ended. */
public sealed interface ExchangeEnd {

  /** In words for a person. */
  String reason();

  /** The body came whole, as far as HTTP can tell, or as much of it as was wanted. */
  record Complete() implements ExchangeEnd {
    @Override
    public String reason() {
      return "the answer ended";
    }
  }

  /** It ended before its time. */
  record Failed(Kind kind, String reason) implements ExchangeEnd {
    public Failed {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(reason);
    }
  }

  /** Why an exchange ended before its time. */
  enum Kind {
    /** No connection came about: unknown host, refused, too slow, TLS. */
    UNREACHABLE,
    /** No byte came for the idle limit. */
    STALLED,
    /** The connection broke, or the server says that it failed in the middle. */
    BROKEN,
    /** What came cannot be read as what it should be. */
    GARBLED,
    /** It was given up on this side. */
    ABORTED
  }
}
