// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.Objects;

/** What a source says a mutable name stands for. */
public sealed interface NameAnswer {

  /** A signed IPNS record, unproven: whoever asked verifies it. */
  record SignedRecord(byte[] record, Origin from) implements NameAnswer {}

  /** A content path that the source vouches for and nothing proves. */
  record Claim(String path, Origin from) implements NameAnswer {
    public Claim {
      Objects.requireNonNull(path);
      Objects.requireNonNull(from);
    }
  }

  /** The source cannot say, and why. */
  record Unknown(String reason) implements NameAnswer {
    public Unknown {
      Objects.requireNonNull(reason);
    }
  }
}
