// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.source.Origin;

/**
 * Verified blocks that came before anybody asked for them: children that a stream sent while their
 * parent was still being read. Held within a budget, oldest out first. For the loop's thread.
 */
final class Unclaimed {
  /** What a block costs however small it is, so that empty ones cannot pile up. */
  private static final int OVERHEAD_BYTES = 128;

  record Held(Block block, Candidate candidate, Origin origin) {
    long cost() {
      return block.size() + (long) OVERHEAD_BYTES;
    }
  }

  private final Map<Multihash, Held> held = new LinkedHashMap<>();
  private long cost;

  void hold(Block block, Candidate candidate, Origin origin) {
    Held added = new Held(block, candidate, origin);
    Held before = held.put(block.cid().multihash(), added);
    cost += added.cost();
    if (before != null) {
      cost -= before.cost();
      before.block().release();
    }
  }

  Optional<Held> claim(Multihash hash) {
    Held claimed = held.remove(hash);
    if (claimed != null) {
      cost -= claimed.cost();
    }
    return Optional.ofNullable(claimed);
  }

  long cost() {
    return cost;
  }

  /** Takes out the one that has waited longest. */
  Held dropOldest() {
    Iterator<Held> oldest = held.values().iterator();
    Held dropped = oldest.next();
    oldest.remove();
    cost -= dropped.cost();
    dropped.block().release();
    return dropped;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }
}
