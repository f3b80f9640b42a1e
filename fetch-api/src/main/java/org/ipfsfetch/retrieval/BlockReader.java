// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.io.IOException;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.source.Want;

/**
 * Reading of blocks: read-only and asynchronous. What walks a DAG knows only this.
 *
 * <p>Belongs to one {@link Loop}: called on it, answers on it. A block that cannot be had ends the
 * loop with an exception that says why, so a reader needs no second path for failure.
 */
public interface BlockReader {

  /**
   * Asks for a block. The receiver hears exactly once, never from within this call. Equal blocks
   * asked for twice are got once.
   *
   * @param under with what its parent came; {@link Lineage#NONE} for a root
   */
  void read(Want want, Lineage under, Receiver receiver);

  /** Who hears of a block. */
  @FunctionalInterface
  interface Receiver {

    /**
     * The block is here. The receiver holds it and releases it.
     *
     * @param lineage to be passed on when its children are read
     */
    void received(Block block, Lineage lineage) throws IOException;
  }
}
