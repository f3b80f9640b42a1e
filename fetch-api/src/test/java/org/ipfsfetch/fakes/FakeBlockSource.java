// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fakes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * A source in memory that can be told to stream, to lack, to lie, to die and to be quiet. Answers
 * on a thread of its own, in the order it is asked.
 */
public final class FakeBlockSource implements BlockSource {
  private final String name;
  private final TestDag dag;
  private final boolean streams;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(FakeBlockSource::daemon);
  private final List<Want> wants = Collections.synchronizedList(new ArrayList<>());
  private final List<Cid> delivered = Collections.synchronizedList(new ArrayList<>());
  private final Set<Cid> lacking = new HashSet<>();
  private final Set<Cid> lyingAbout = new HashSet<>();
  private final List<byte[]> extras = new ArrayList<>();
  private volatile int diesAfter = Integer.MAX_VALUE;
  private volatile Optional<Outcome> always = Optional.empty();
  private volatile int streamHangsAfter = Integer.MAX_VALUE;
  private volatile boolean silent;
  private volatile long unreleased;
  private volatile long mostUnreleased;

  private FakeBlockSource(String name, TestDag dag, boolean streams) {
    this.name = name;
    this.dag = dag;
    this.streams = streams;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-source");
    thread.setDaemon(true);
    return thread;
  }

  /** Answers a want for everything beneath with all blocks, depth first. */
  public static FakeBlockSource streaming(String name, TestDag dag) {
    return new FakeBlockSource(name, dag, true);
  }

  /** Answers every want with its one block. */
  public static FakeBlockSource blockByBlock(String name, TestDag dag) {
    return new FakeBlockSource(name, dag, false);
  }

  /** Is unavailable once it has delivered so many blocks. */
  public FakeBlockSource dyingAfter(int blocks) {
    diesAfter = blocks;
    return this;
  }

  public FakeBlockSource lacking(Cid cid) {
    lacking.add(cid);
    return this;
  }

  /** Sends other bytes in place of this block. */
  public FakeBlockSource lyingAbout(Cid cid) {
    lyingAbout.add(cid);
    return this;
  }

  /** Ends every want with this and nothing else. */
  public FakeBlockSource always(Outcome outcome) {
    always = Optional.of(outcome);
    return this;
  }

  /** Its stream stops after so many blocks and never ends; single blocks still come. */
  public FakeBlockSource hangingAfter(int blocks) {
    streamHangsAfter = blocks;
    return this;
  }

  /** Takes wants and never answers. */
  public FakeBlockSource silent() {
    silent = true;
    return this;
  }

  /** Sends these blocks, which nobody wants, before those of a stream. */
  public FakeBlockSource sendingAlso(List<byte[]> blocks) {
    extras.addAll(blocks);
    return this;
  }

  public List<Want> wants() {
    return List.copyOf(wants);
  }

  public List<Cid> delivered() {
    return List.copyOf(delivered);
  }

  /** The most bytes that were delivered and not given back at any time. */
  public long mostUnreleased() {
    return mostUnreleased;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Origin origin() {
    return new Origin(name, "fake");
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    return new Session(sink);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private final class Session implements SourceSession {
    private final BlockSink sink;
    private volatile boolean closed;

    Session(BlockSink sink) {
      this.sink = sink;
    }

    @Override
    public void want(Want want) {
      wants.add(want);
      try {
        thread.execute(() -> answer(want));
      } catch (RejectedExecutionException e) {
        closed = true;
      }
    }

    @Override
    public void cancel(Want want) {
      // It answers at once or never.
    }

    @Override
    public void close() {
      closed = true;
    }

    private void answer(Want want) {
      if (closed || silent) {
        return;
      }
      Outcome outcome = always.orElseGet(() -> deliverAll(want));
      boolean hangs = delivered.size() == streamHangsAfter && want.reach() instanceof Reach.All;
      if (!hangs) {
        end(want, outcome);
      }
    }

    private Outcome deliverAll(Want want) {
      boolean stream = streams && !(want.reach() instanceof Reach.Block);
      for (byte[] extra : stream ? extras : List.<byte[]>of()) {
        Cid cid = new TestDag().raw(extra).cid();
        deliver(cid, extra);
      }
      List<Cid> toSend = stream ? dag.depthFirst(want.cid()) : List.of(want.cid());
      for (Cid cid : toSend) {
        if (!cid.equals(want.cid()) && lacking.contains(cid)) {
          continue;
        }
        if (lacking.contains(cid) || !dag.blocks().containsKey(cid)) {
          return new Outcome.NotFound("is not here");
        }
        if (stream && delivered.size() == streamHangsAfter) {
          return new Outcome.Unavailable("hangs");
        }
        if (delivered.size() >= diesAfter) {
          return new Outcome.Unavailable("died");
        }
        delivered.add(cid);
        byte[] block = dag.blocks().get(cid);
        deliver(cid, lyingAbout.contains(cid) ? new byte[] {1, 2, 3} : block);
      }
      return new Outcome.Delivered();
    }

    private void deliver(Cid cid, byte[] block) {
      if (closed) {
        return;
      }
      charge(block.length);
      sink.block(new Delivery(cid, block, block.length, origin(), () -> charge(-block.length)));
    }

    private void end(Want want, Outcome outcome) {
      if (!closed) {
        sink.ended(want, outcome);
      }
    }
  }

  private synchronized void charge(long bytes) {
    unreleased += bytes;
    mostUnreleased = Math.max(mostUnreleased, unreleased);
  }
}
