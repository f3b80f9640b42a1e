// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.config.Limits;
import org.ipfsfetch.disk.SeenIndex;
import org.ipfsfetch.disk.Staging;
import org.ipfsfetch.retrieval.BlockReader;
import org.ipfsfetch.retrieval.Loop;

/**
 * Brings a DAG out: to a directory, to an output that needs an order, or to a CAR.
 *
 * <p>For the loop's thread; each method runs the loop until everything is written.
 */
public final class Export {
  private final Loop loop;
  private final Writers writers;
  private final Limits limits;
  private final long memoryBytes;
  private final WalkProgress progress = new WalkProgress();

  /**
   * @param pool does the writing; of one thread for outputs that need an order
   * @param memoryBytes the budget of a source's session
   */
  public Export(Loop loop, Executor pool, Limits limits, long memoryBytes) {
    this.loop = loop;
    this.writers = new Writers(pool, loop);
    this.limits = limits;
    this.memoryBytes = memoryBytes;
  }

  public WalkProgress progress() {
    return progress;
  }

  /** Whether blocks are waiting to be written. */
  public boolean isWriting() {
    return writers.isBusy();
  }

  /**
   * Nothing more is to be written: drops what waits and lets what is being written end.
   *
   * @param millis how long to wait for that at most
   */
  public void abandon(long millis) throws InterruptedException {
    writers.abandon(millis);
  }

  /** Writes the tree below a staging; the commit is the caller's. */
  public void toDisk(PathResolver.Target root, BlockReader reader, Staging staging)
      throws IOException, InterruptedException {
    toTree(root, reader, new StagedTree(staging), new StagedBlocks(staging));
  }

  /** Writes the bytes of one file, in order. */
  public void toStream(PathResolver.Target root, BlockReader reader, OutputStream out)
      throws IOException, InterruptedException {
    toTree(root, reader, new SingleFileOutput(out), WrittenBlocks.NONE);
  }

  /** Hands the tree over in order. */
  public void toArchive(PathResolver.Target root, BlockReader reader, ArchiveSink sink)
      throws IOException, InterruptedException {
    toTree(root, reader, new ArchiveOutput(sink), WrittenBlocks.NONE);
  }

  private void toTree(
      PathResolver.Target root, BlockReader reader, TreeOutput output, WrittenBlocks written)
      throws IOException, InterruptedException {
    WalkLimits counted = new WalkLimits(limits);
    TreeNodes nodes = new TreeNodes(output, writers, written, counted, progress);
    walk(root, reader, nodes, written, output.order());
  }

  /**
   * Writes every block of the DAG to a CARv1, the root first.
   *
   * @param scratch a directory for what is remembered of very many blocks
   */
  public void toCar(PathResolver.Target root, BlockReader reader, OutputStream out, Path scratch)
      throws IOException, InterruptedException {
    try (SeenIndex seen = SeenIndex.spillingTo(scratch.resolve("seen"));
        SeenIndex walked = SeenIndex.spillingTo(scratch.resolve("walked"))) {
      CarWriter car = new CarWriter(out, List.of(root.cid()));
      CarNodes nodes = new CarNodes(car, seen, walked, new WalkLimits(limits), progress);
      walk(root, reader, nodes, WrittenBlocks.NONE, TreeOutput.Order.OF_THE_DAG);
      out.flush();
    }
  }

  /**
   * Tells the entries of a directory.
   *
   * @param detailed whether to read each entry's block, to say what it is
   */
  public void list(
      PathResolver.Target root, BlockReader reader, Consumer<ListedEntry> heard, boolean detailed)
      throws IOException, InterruptedException {
    ListNodes nodes = new ListNodes(heard::accept, detailed, new WalkLimits(limits));
    walk(root, reader, nodes, WrittenBlocks.NONE, TreeOutput.Order.OF_THE_DAG);
  }

  private void walk(
      PathResolver.Target root,
      BlockReader reader,
      TreeWalk.Nodes nodes,
      WrittenBlocks written,
      TreeOutput.Order order)
      throws IOException, InterruptedException {
    // What waits for its turn stays charged to a session, which must still have room for the rest.
    boolean ordered = order == TreeOutput.Order.OF_THE_DAG;
    long window = ordered ? memoryBytes / 4 : memoryBytes;
    TreeWalk walk = new TreeWalk(reader, writers, nodes, written, order, window);
    try {
      walk.start(root.cid(), root.lineage());
      loop.runUntil(walk::isDone);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      walk.abandon();
      throw e;
    }
  }
}
