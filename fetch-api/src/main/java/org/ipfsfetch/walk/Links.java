// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import org.ipfsfetch.multiformats.Cid;

/** The links of one node that are still to be walked, one after the other. */
interface Links {

  /** What a link leads to. */
  sealed interface Item {}

  /** Something that can be written without getting a block, in its turn. */
  record Known(Writers.Io io) implements Item {}

  /**
   * A child whose block is needed.
   *
   * @param treeBytes how large everything beneath is said to be; -1 when nothing is said
   */
  record Child(Cid cid, Role role, long treeBytes) implements Item {}

  boolean hasNext();

  Item next() throws IOException;

  /** The last link was walked. */
  default void ended() throws IOException {}

  /** How much memory it keeps. */
  int heldBytes();
}
