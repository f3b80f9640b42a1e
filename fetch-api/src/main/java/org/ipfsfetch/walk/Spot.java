// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.Lineage;

/**
 * A spot on the frontier of a walk: a block to get, the rest of a node's links, or something to
 * write when everything before it is written. For the loop's thread.
 */
abstract sealed class Spot {
  Spot previous;
  Spot next;
  Spot previousTodo;
  Spot nextTodo;
  boolean todo;

  /** A block to get, and what it is for. */
  static final class ToGet extends Spot {
    final Cid cid;
    final Role role;

    /** How large everything beneath is said to be, the block included; -1 when nothing is said. */
    final long treeBytes;

    final Lineage under;

    /** What it counts against the window while it is under way. */
    long charge;

    ToGet(Cid cid, Role role, long treeBytes, Lineage under) {
      this.cid = cid;
      this.role = role;
      this.treeBytes = treeBytes;
      this.under = under;
    }
  }

  /** The links of a node that have not become spots yet. */
  static final class Remaining extends Spot {
    final Links links;
    final Lineage under;

    Remaining(Links links, Lineage under) {
      this.links = links;
      this.under = under;
    }
  }

  /** Something to write, once it is first in the list. */
  static final class ToWrite extends Spot {
    final Writers.Job job;

    ToWrite(Writers.Job job) {
      this.job = job;
    }
  }
}
