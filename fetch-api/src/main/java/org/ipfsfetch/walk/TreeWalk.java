// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.retrieval.BlockReader;
import org.ipfsfetch.retrieval.Lineage;
import org.ipfsfetch.retrieval.Loop;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Want;

/**
 * Walks a DAG and writes it.
 *
 * <p>The {@link Frontier} holds what is left to do in the order of the DAG. The walk asks for
 * blocks from its front until the {@link Window} is full: over files and directories at once, deep
 * before wide. When a block arrives, its {@link Nodes} read it ({@link TreeNodes} for files and
 * directories), and it is replaced at its own place by what is beneath it. A leaf knows its file
 * and its place in it from its parent, so an output of any order gets it at once; an output that
 * needs the order of the DAG gets it when everything before it is written, and the window bounds
 * what waits.
 *
 * <p>A block that has been written before is read back instead of fetched ({@link WrittenBlocks}).
 * Belongs to a loop: for its thread.
 */
final class TreeWalk {
  /** Beyond this a subtree is worth a stream of its own; below, its blocks are asked one by one. */
  private static final long STREAM_FROM_BYTES = 2L << 20;

  /** What a block is taken for when nothing is said about its size. */
  private static final long TYPICAL_BLOCK_BYTES = 16 << 10;

  private static final long LARGEST_BLOCK_BYTES = 2L << 20;

  /** The same where blocks have to wait for their turn, and a wrong guess is memory. */
  private static final long LARGE_BLOCK_BYTES = 1L << 20;

  private static final int LINKS_AT_ONCE = 64;

  /** Half of what the structure may hold: from here on it is walked one node at a time. */
  private static final long MAX_NODE_BYTES = 8L << 20;

  /** What reads the blocks of a walk. */
  interface Nodes {
    /** Reads one block and tells what it leads to. */
    void read(Spot.ToGet spot, Block block, Effects effects) throws IOException;

    /** How much beneath a block that is worth a stream will be needed. */
    default Reach reach() {
      return new Reach.All();
    }
  }

  private final BlockReader reader;
  private final Writers writers;
  private final Nodes nodes;
  private final WrittenBlocks written;
  private final boolean ordered;
  private final Frontier frontier = new Frontier();
  private final Window window;
  private long nodeBytes;

  TreeWalk(
      BlockReader reader,
      Writers writers,
      Nodes nodes,
      WrittenBlocks written,
      TreeOutput.Order order,
      long windowBytes) {
    this.reader = reader;
    this.writers = writers;
    this.nodes = nodes;
    this.written = written;
    this.ordered = order == TreeOutput.Order.OF_THE_DAG;
    this.window = ordered ? Window.opening(windowBytes) : Window.wide(windowBytes);
  }

  /** Begins with the root of the tree. */
  void start(Cid root, Lineage under) throws IOException {
    frontier.insertBefore(null, new Spot.ToGet(root, new Role.Entry("", 0), -1, under), true);
    advance();
  }

  /** Whether everything is written. */
  boolean isDone() {
    return frontier.isEmpty() && !writers.isBusy();
  }

  /** Nothing more is written: gives back what waits for its turn. */
  void abandon() {
    for (Spot spot = frontier.first(); spot != null; spot = spot.next) {
      if (spot instanceof Spot.ToWrite toWrite) {
        toWrite.job.release().run();
      }
    }
  }

  private void advance() throws IOException {
    writeWhatIsFirst();
    Spot todo = frontier.firstTodo();
    while (todo != null && mayBegin(todo)) {
      if (todo instanceof Spot.ToGet toGet) {
        get(toGet);
      } else if (todo instanceof Spot.Remaining remaining) {
        expand(remaining);
      }
      writeWhatIsFirst();
      todo = frontier.firstTodo();
    }
  }

  private boolean mayBegin(Spot todo) {
    if (!window.isFull() && nodeBytes < MAX_NODE_BYTES) {
      return true;
    }
    return window.isEmpty()
        || todo == frontier.first() && !writers.isBusy() && !window.isOverdrawn();
  }

  private void writeWhatIsFirst() {
    while (frontier.first() instanceof Spot.ToWrite toWrite) {
      frontier.remove(toWrite);
      writers.write(toWrite.job);
    }
  }

  private void expand(Spot.Remaining remaining) throws IOException {
    Links links = remaining.links;
    for (int i = 0; i < LINKS_AT_ONCE && links.hasNext(); i++) {
      Links.Item item = links.next();
      if (item instanceof Links.Child child) {
        Spot spot = new Spot.ToGet(child.cid(), child.role(), child.treeBytes(), remaining.under);
        frontier.insertBefore(remaining, spot, true);
      } else if (item instanceof Links.Known known) {
        Spot spot = new Spot.ToWrite(thenAdvance(known.io(), () -> {}, () -> {}));
        frontier.insertBefore(remaining, spot, false);
      }
    }
    if (!links.hasNext()) {
      frontier.remove(remaining);
      nodeBytes -= links.heldBytes();
      links.ended();
    }
  }

  private void get(Spot.ToGet spot) throws IOException {
    frontier.begun(spot);
    OptionalInt here = written.size(spot.cid);
    long expected = here.isPresent() ? here.getAsInt() : expectedBytes(spot);
    spot.charge = expected;
    window.open(spot.charge);
    if (here.isPresent()) {
      written.readBack(spot.cid, writers, block -> arrived(spot, block, Lineage.NONE));
      return;
    }
    Reach reach = isWorthAStream(spot) ? nodes.reach() : new Reach.Block();
    Want want = new Want(spot.cid, List.of(), reach, expected, 0);
    reader.read(want, spot.under, (block, lineage) -> arrived(spot, block, lineage));
  }

  private long expectedBytes(Spot.ToGet spot) {
    long known = spot.role instanceof Role.Part part ? part.length() : spot.treeBytes;
    long unknown = ordered ? LARGE_BLOCK_BYTES : TYPICAL_BLOCK_BYTES;
    return known < 0 ? unknown : Math.min(known, LARGEST_BLOCK_BYTES);
  }

  private static boolean isWorthAStream(Spot.ToGet spot) {
    return spot.cid.codec() != Codec.RAW
        && (spot.treeBytes < 0 || spot.treeBytes > STREAM_FROM_BYTES);
  }

  private void arrived(Spot.ToGet spot, Block block, Lineage lineage) throws IOException {
    window.close(spot.charge);
    if (ordered) {
      window.came(spot.charge, block.size());
    }
    spot.charge = block.size();
    window.open(spot.charge);
    Effects effects = new Effects(spot, lineage);
    try {
      nodes.read(spot, block, effects);
    } finally {
      if (!effects.keepsBlock) {
        block.release();
      }
    }
    frontier.remove(spot);
    if (!effects.keepsCharge) {
      window.close(spot.charge);
    }
    advance();
  }

  /** Writing that lets the walk go on when it is done: until then the window may have been full. */
  private Writers.Job thenAdvance(Writers.Io io, Runnable release, Loop.Task done) {
    return new Writers.Job(
        io,
        release,
        () -> {
          done.run();
          advance();
        });
  }

  /** What reading a node leads to, put where the node was. */
  final class Effects {
    private final Spot.ToGet spot;
    private final Lineage lineage;
    private boolean keepsBlock;
    private boolean keepsCharge;

    private Effects(Spot.ToGet spot, Lineage lineage) {
      this.spot = spot;
      this.lineage = lineage;
    }

    /** Happens before anything beneath is written. */
    void first(Writers.Io io) throws IOException {
      if (ordered) {
        later(thenAdvance(io, () -> {}, () -> {}));
      } else {
        io.run();
      }
    }

    /**
     * Writes bytes of the block, which is released afterwards. Until then it counts against the
     * window: what waits to be written is bounded too, wherever it came from.
     */
    void write(Block block, Writers.Io io, Loop.Task done) {
      keepsBlock = true;
      keepsCharge = true;
      Loop.Task written =
          () -> {
            window.close(spot.charge);
            done.run();
          };
      Writers.Job job = thenAdvance(io, block::release, written);
      if (ordered) {
        later(job);
      } else {
        writers.write(job);
      }
    }

    /** Goes on with what is beneath. */
    void children(Links links) throws FetchException {
      nodeBytes += links.heldBytes();
      checkNodeBytes();
      frontier.insertBefore(spot, new Spot.Remaining(links, lineage), true);
    }

    /** For an output that needs the order: happens after everything beneath is written. */
    void lastIfOrdered(Writers.Io io, Loop.Task done) {
      if (ordered) {
        later(thenAdvance(io, () -> {}, done));
      }
    }

    boolean isOrdered() {
      return ordered;
    }

    private void later(Writers.Job job) {
      frontier.insertBefore(spot, new Spot.ToWrite(job), false);
    }
  }

  private void checkNodeBytes() throws FetchException {
    long most = Math.max(2 * MAX_NODE_BYTES, Runtime.getRuntime().maxMemory() / 4);
    if (nodeBytes > most) {
      throw new FetchException.LimitExceeded(
          "its directories need more than " + (most >> 20) + " MiB of memory to be walked");
    }
  }
}
