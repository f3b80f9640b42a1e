// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.List;
import java.util.Objects;
import org.ipfsfetch.multiformats.Cid;

/**
 * What is wanted, and how much more may come with it.
 *
 * @param cid the block
 * @param path names below the block that lead to what the reach is about; every block on the way is
 *     wanted too. Empty for the block itself
 * @param reach an offer to stream more than the one block
 * @param expectedBytes the size of the block as far as it is known, else 0; a hint
 * @param urgency how soon it is needed: smaller is sooner
 */
public record Want(Cid cid, List<String> path, Reach reach, long expectedBytes, long urgency) {
  public Want {
    Objects.requireNonNull(cid);
    Objects.requireNonNull(reach);
    path = List.copyOf(path);
  }

  /** One block and nothing more. */
  public static Want block(Cid cid) {
    return new Want(cid, List.of(), new Reach.Block(), 0, 0);
  }

  /** A block and everything beneath it. */
  public static Want all(Cid cid) {
    return new Want(cid, List.of(), new Reach.All(), 0, 0);
  }
}
