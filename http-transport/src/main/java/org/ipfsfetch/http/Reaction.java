// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import org.ipfsfetch.source.Outcome;

/** What is to be done about an answer without the wanted block. */
public sealed interface Reaction {

  /** The want ends. */
  record End(Outcome outcome) implements Reaction {}

  /** The want is asked for once more, as a single block. */
  record AskBlock() implements Reaction {}

  /** The same is asked for elsewhere. */
  record Follow(HttpCall call) implements Reaction {}

  static Reaction notFound(String reason) {
    return new End(new Outcome.NotFound(reason));
  }

  static Reaction unavailable(String reason) {
    return new End(new Outcome.Unavailable(reason));
  }
}
