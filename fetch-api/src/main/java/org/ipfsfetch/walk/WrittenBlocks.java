// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.OptionalInt;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.multiformats.Cid;

/**
 * Where the blocks of a walk came to lie, so that one that occurs again is read back instead of
 * fetched again. For the loop's thread.
 */
interface WrittenBlocks {

  /** How large the block is, if it is here or is being written; empty if not. */
  OptionalInt size(Cid cid) throws IOException;

  /** Reads a block back that {@link #size} said is here; the receiver hears on the loop. */
  void readBack(Cid cid, Writers writers, Receiver receiver) throws IOException;

  /**
   * A leaf that is about to be written.
   *
   * @param position where in the file its content goes
   * @param offset where in the block the content lies
   */
  Note note(Block block, String path, long position, int offset, int length);

  /** An inner node: it lies in no file, so it is kept as it is. */
  void node(Block block) throws IOException;

  /** Who hears of a block that was read back. It holds the block and releases it. */
  @FunctionalInterface
  interface Receiver {
    void received(Block block) throws IOException;
  }

  /** A leaf on its way to the disk. */
  @FunctionalInterface
  interface Note {

    /** It is written. */
    void remember() throws IOException;
  }

  /** Remembers nothing: what occurs again is fetched again. */
  WrittenBlocks NONE =
      new WrittenBlocks() {
        @Override
        public OptionalInt size(Cid cid) {
          return OptionalInt.empty();
        }

        @Override
        public void readBack(Cid cid, Writers writers, Receiver receiver) {
          throw new IllegalStateException("nothing is remembered, nor is " + cid);
        }

        @Override
        public Note note(Block block, String path, long position, int offset, int length) {
          return () -> {};
        }

        @Override
        public void node(Block block) {
          // Nothing to do: it is fetched again if it occurs again.
        }
      };
}
