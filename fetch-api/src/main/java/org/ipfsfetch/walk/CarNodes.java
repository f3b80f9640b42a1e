// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.List;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.disk.SeenIndex;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.BlockLinks;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * Copies every block of a DAG to a CAR, each once: parents before children, in the order of the
 * DAG. For the loop's thread, but for the writing.
 */
final class CarNodes implements TreeWalk.Nodes {
  private static final SeenIndex.Location SEEN = new SeenIndex.Location(0, 0, 0);

  private final CarWriter car;
  private final SeenIndex seen;
  private final SeenIndex walked;
  private final WalkLimits limits;
  private final WalkProgress progress;

  /**
   * @param seen what is in the CAR; for the writing thread only
   * @param walked what has been walked; for the loop's thread only
   */
  CarNodes(
      CarWriter car, SeenIndex seen, SeenIndex walked, WalkLimits limits, WalkProgress progress) {
    this.car = car;
    this.seen = seen;
    this.walked = walked;
    this.limits = limits;
    this.progress = progress;
  }

  @Override
  public void read(Spot.ToGet spot, Block block, TreeWalk.Effects effects) throws IOException {
    Role.Entry entry = (Role.Entry) spot.role;
    limits.entry();
    limits.depth(entry.depth(), block.cid().toString());
    limits.block(block.size());
    List<BlockLinks.Link> children = isFirst(block.cid()) ? children(block) : List.of();
    effects.write(block, () -> writeOnce(block), () -> progress.wrote(block.size()));
    if (!children.isEmpty()) {
      effects.children(new CidLinks(children, entry.depth() + 1));
    }
  }

  private boolean isFirst(Cid cid) throws IOException {
    boolean first = cid.isIdentity() || walked.find(StagedBlocks.key(cid), cid.codec()).isEmpty();
    if (first && !cid.isIdentity()) {
      walked.put(StagedBlocks.key(cid), cid.codec(), SEEN);
    }
    return first;
  }

  private static List<BlockLinks.Link> children(Block block) throws FetchException {
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

  /** The links of one block, without those that were walked before. */
  private final class CidLinks implements Links {
    private final List<BlockLinks.Link> links;
    private final int depth;
    private int index;

    CidLinks(List<BlockLinks.Link> links, int depth) {
      this.links = links;
      this.depth = depth;
    }

    @Override
    public boolean hasNext() {
      return index < links.size();
    }

    @Override
    public Item next() throws IOException {
      BlockLinks.Link link = links.get(index++);
      Cid cid = link.cid();
      if (!cid.isIdentity() && walked.find(StagedBlocks.key(cid), cid.codec()).isPresent()) {
        return new Known(() -> {});
      }
      return new Child(cid, new Role.Entry("", depth), link.treeBytes());
    }

    @Override
    public int heldBytes() {
      return 160 * links.size();
    }
  }
}
