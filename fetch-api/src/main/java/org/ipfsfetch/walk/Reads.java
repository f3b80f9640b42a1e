// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.retrieval.BlockReader;
import org.ipfsfetch.retrieval.Lineage;
import org.ipfsfetch.retrieval.Loop;
import org.ipfsfetch.source.Want;

/**
 * Reads one block after the other, for code that can do nothing meanwhile: runs the loop until the
 * block is here. For the loop's thread, and not from within one of its tasks.
 */
public final class Reads {
  private final Loop loop;
  private final BlockReader reader;

  public Reads(Loop loop, BlockReader reader) {
    this.loop = loop;
    this.reader = reader;
  }

  /**
   * A copy of a block's bytes.
   *
   * @param lineage to be passed on when its children are read
   */
  public record Got(byte[] bytes, Lineage lineage) {}

  /** Waits for a block. */
  public Got get(Want want, Lineage under) throws IOException, InterruptedException {
    AtomicReference<Got> got = new AtomicReference<>();
    reader.read(want, under, (block, lineage) -> got.set(take(block, lineage)));
    loop.runUntil(() -> got.get() != null);
    return got.get();
  }

  private static Got take(Block block, Lineage lineage) {
    try {
      return new Got(block.copy(), lineage);
    } finally {
      block.release();
    }
  }
}
