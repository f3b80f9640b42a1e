// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fakes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.NameAnswer;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * A source that does with each want what a test says, and keeps the budget of its session: a
 * delivery waits until enough is released, as the seam asks for.
 */
public final class ScriptedSource implements BlockSource {
  /** What to do with a want. */
  @FunctionalInterface
  public interface Script {
    void answer(Asked asked) throws InterruptedException;
  }

  private final String name;
  private final Script script;
  private final ExecutorService threads;
  private final List<Want> wants = Collections.synchronizedList(new ArrayList<>());
  private final List<Cid> delivered = Collections.synchronizedList(new ArrayList<>());
  private final Set<Want> cancelled = ConcurrentHashMap.newKeySet();
  private volatile Consumer<Asked> onCancel = asked -> {};
  private volatile CompletableFuture<NameAnswer> nameAnswer =
      CompletableFuture.completedFuture(new NameAnswer.Unknown("a fake knows no names"));
  private long unreleased;

  private ScriptedSource(String name, Script script, ExecutorService threads) {
    this.name = name;
    this.script = script;
    this.threads = threads;
  }

  /** Answers one want after the other. */
  public static ScriptedSource inOrder(String name, Script script) {
    return new ScriptedSource(
        name, script, Executors.newSingleThreadExecutor(ScriptedSource::daemon));
  }

  /** Answers each want on a thread of its own. */
  public static ScriptedSource atOnce(String name, Script script) {
    return new ScriptedSource(name, script, Executors.newCachedThreadPool(ScriptedSource::daemon));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-source");
    thread.setDaemon(true);
    return thread;
  }

  /** What to do when a want is cancelled; nothing unless said. */
  public ScriptedSource onCancel(Consumer<Asked> reaction) {
    onCancel = reaction;
    return this;
  }

  public ScriptedSource namesAnsweredBy(CompletableFuture<NameAnswer> answer) {
    nameAnswer = answer;
    return this;
  }

  public List<Want> wants() {
    return List.copyOf(wants);
  }

  /** Every delivery, in order. */
  public List<Cid> delivered() {
    return List.copyOf(delivered);
  }

  /** Bytes that were delivered and not given back. */
  public synchronized long unreleased() {
    return unreleased;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Origin origin() {
    return new Origin(name, "scripted");
  }

  @Override
  public CompletableFuture<NameAnswer> resolveName(String asked) {
    return nameAnswer;
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    return new Session(request, sink);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private synchronized void charge(long bytes) {
    unreleased += bytes;
    notifyAll();
  }

  private synchronized void awaitRoom(Session session, int bytes) throws InterruptedException {
    while (!session.closed && unreleased > 0 && unreleased + bytes > session.budget) {
      wait();
    }
  }

  /** One want, and what can be done with it. Thread-safe. */
  public final class Asked {
    private final Session session;
    private final Want want;

    private Asked(Session session, Want want) {
      this.session = session;
      this.want = want;
    }

    public Want want() {
      return want;
    }

    public boolean isCancelled() {
      return cancelled.contains(want) || session.closed;
    }

    /** Waits for room in the session's budget, then delivers. */
    public void deliver(Cid cid, byte[] bytes) throws InterruptedException {
      awaitRoom(session, bytes.length);
      if (session.closed) {
        return;
      }
      delivered.add(cid);
      charge(bytes.length);
      session.sink.block(
          new Delivery(cid, bytes, bytes.length, origin(), () -> charge(-bytes.length)));
    }

    public void arriving(int bytes) {
      if (!session.closed) {
        session.sink.arriving(origin(), bytes);
      }
    }

    public void lackedBy(Cid cid) {
      if (!session.closed) {
        session.sink.lackedBy(cid, origin());
      }
    }

    public void end(Outcome outcome) {
      if (!session.closed) {
        session.sink.ended(want, outcome);
      }
    }

    /** Delivers the one block and ends. */
    public void deliverFrom(TestDag dag) throws InterruptedException {
      deliver(want.cid(), dag.blocks().get(want.cid()));
      end(new Outcome.Delivered());
    }
  }

  private final class Session implements SourceSession {
    private final BlockSink sink;
    private final long budget;
    private volatile boolean closed;

    Session(Request request, BlockSink sink) {
      this.sink = sink;
      this.budget = Math.max(2L << 20, request.maxUnreleasedBytes());
    }

    @Override
    public void want(Want want) {
      wants.add(want);
      cancelled.remove(want);
      try {
        threads.execute(() -> answer(want));
      } catch (RejectedExecutionException sourceClosed) {
        closed = true;
      }
    }

    private void answer(Want want) {
      try {
        script.answer(new Asked(this, want));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void cancel(Want want) {
      cancelled.add(want);
      onCancel.accept(new Asked(this, want));
    }

    @Override
    public void close() {
      closed = true;
      charge(0);
    }
  }
}
