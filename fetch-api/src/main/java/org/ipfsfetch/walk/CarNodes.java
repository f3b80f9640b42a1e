// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.disk.SeenIndex;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.BlockLinks;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * Copies every block of a DAG to a CAR, each once: parents before children, in the order of the DAG.
 * For the loop's thread, but for the writing.
 */
final class CarNodes implements TreeWalk.Nodes {
  private static final SeenIndex.Location SEEN = new SeenIndex.Location(0, 0, 0);

  private final CarWriter car;
  private final SeenIndex seen;
  private final WalkLimits limits;
  private final WalkProgress progress;

  /**
   * @param seen used by the writing thread only
   */
  CarNodes(CarWriter car, SeenIndex seen, WalkLimits limits, WalkProgress progress) {
    this.car = car;
    this.seen = seen;
    this.limits = limits;
    this.progress = progress;
  }

  @Override
  public void read(Spot.ToGet spot, Block block, TreeWalk.Effects effects) throws IOException {
    Role.Entry entry = (Role.Entry) spot.role;
    limits.entry();
    limits.depth(entry.depth(), block.cid().toString());
    List<Cid> children = children(block);
    effects.write(block, () -> writeOnce(block), () -> progress.wrote(block.size()));
    if (!children.isEmpty()) {
      effects.children(new CidLinks(children.iterator(), children.size(), entry.depth() + 1));
    }
  }

  private static List<Cid> children(Block block) throws FetchException {
    try {
      return BlockLinks.of(block.cid().codec(), block.buffer(), block.size());
    } catch (DecodeException e) {
      throw new FetchException.Malformed(block.cid() + " is malformed: " + e.getMessage(), e);
    }
  }

  /** Identity CIDs carry their block within themselves. */
  private void writeOnce(Block block) throws IOException {
    Cid cid = block.cid();
    if (cid.isIdentity()) {
      return;
    }
    byte[] key = StagedBlocks.key(cid);
    if (seen.find(key, cid.codec()).isEmpty()) {
      seen.put(key, cid.codec(), SEEN);
      car.write(cid, block.buffer(), 0, block.size());
    }
  }

  private record CidLinks(Iterator<Cid> cids, int count, int depth) implements Links {
    @Override
    public boolean hasNext() {
      return cids.hasNext();
    }

    @Override
    public Child next() {
      return new Child(cids.next(), new Role.Entry("", depth), -1);
    }

    @Override
    public int heldBytes() {
      return 128 * count;
    }
  }
}
