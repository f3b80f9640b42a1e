// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.progress.FetchEvent;
import org.ipfsfetch.progress.FetchListener;
import org.ipfsfetch.retrieval.Loop;
import org.ipfsfetch.retrieval.RetrievalOptions;
import org.ipfsfetch.retrieval.Retriever;
import org.ipfsfetch.retrieval.Tally;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.walk.PathResolver;
import org.ipfsfetch.walk.Reads;
import org.ipfsfetch.walk.WalkProgress;

/**
 * One run of a fetcher: its thread, its loop, its listener, its end.
 *
 * <p>The work runs on the run's own thread, which is also the thread of its loop. To stop it, a
 * task that throws is put into the loop: so the work is never interrupted in the middle of a file,
 * and its clean-up runs undisturbed.
 */
final class FetchRun<T> {

  /** What is to be done, on the run's thread. */
  @FunctionalInterface
  interface Work<T> {
    T run(FetchRun<T> run) throws IOException, InterruptedException;
  }

  /** How long a listener may take for what it has not heard yet, once all is done. */
  private static final long LISTENER_MILLIS = 2_000;

  /** Data that nests as deep as it may needs half a megabyte, whatever the JVM's default. */
  private static final long STACK_BYTES = 2L << 20;

  private final FetcherParts parts;
  private final IpfsPath path;
  private final Work<T> work;
  private final Consumer<FetchRun<?>> whenEnded;
  private final Loop loop = new Loop();
  private final Announcer announcer;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CompletableFuture<T> future = new Stoppable();
  private final long begun = System.nanoTime();
  private final List<String> warnings = new ArrayList<>();
  private volatile Progress progress = Progress.NONE;

  FetchRun(
      FetcherParts parts,
      IpfsPath path,
      FetchListener listener,
      long number,
      Work<T> work,
      Consumer<FetchRun<?>> whenEnded) {
    this.parts = parts;
    this.path = path;
    this.work = work;
    this.whenEnded = whenEnded;
    this.announcer = new Announcer(listener, () -> progress.event(), number);
    this.thread = new Thread(null, this::run, "ipfs-fetch-loop-" + number, STACK_BYTES);
    this.thread.setDaemon(true);
  }

  private final class Stoppable extends CompletableFuture<T> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      stop();
      return super.cancel(mayInterruptIfRunning);
    }
  }

  /** Where progress is read from. */
  private record Progress(Optional<WalkProgress> walk, Optional<Tally> tally) {
    static final Progress NONE = new Progress(Optional.empty(), Optional.empty());

    FetchEvent.Progress event() {
      return new FetchEvent.Progress(
          walk.map(WalkProgress::bytes).orElse(0L),
          walk.map(WalkProgress::expectedBytes).orElse(OptionalLong.empty()),
          walk.map(WalkProgress::files).orElse(0L),
          tally.map(Tally::blocks).orElse(0L));
    }
  }

  void start() {
    announcer.start();
    thread.start();
  }

  FetcherParts parts() {
    return parts;
  }

  Loop loop() {
    return loop;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /** Asks for the end. From any thread, any number of times. */
  void stop() {
    loop.execute(
        () -> {
          throw new CancellationException("cancelled");
        });
  }

  private void run() {
    Optional<Throwable> failure = Optional.empty();
    Optional<T> result = Optional.empty();
    try {
      parts.config().timeout().ifPresent(limit -> loop.after(limit, () -> timedOut(limit)));
      result = Optional.of(work.run(this));
    } catch (Throwable e) { // whatever it is, whoever waits must hear of it
      failure = Optional.of(e instanceof FetchException.Unavailable u ? withHints(u) : e);
    }
    loop.close();
    announcer.finish(failure);
    awaitListener();
    result.ifPresent(future::complete);
    failure.ifPresent(this::fail);
    ended.countDown();
    whenEnded.accept(this);
  }

  private void fail(Throwable failure) {
    if (failure instanceof CancellationException) {
      future.cancel(false);
    } else {
      future.completeExceptionally(failure);
    }
  }

  private void awaitListener() {
    try {
      announcer.end(LISTENER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void timedOut(Duration limit) throws IOException {
    throw new FetchException.LimitExceeded(
        "not done within " + limit.toMillis() / 1000.0 + " s (timeout)");
  }

  /**
   * Backends that were named and have no source: what would give them one belongs to the reasons.
   */
  private FetchException withHints(FetchException.Unavailable failure) {
    if (parts.sources().howToConfigure().isEmpty()) {
      return failure;
    }
    List<String> reasons = new ArrayList<>(failure.reasons());
    reasons.addAll(parts.sources().howToConfigure());
    return new FetchException.Unavailable(failure.getMessage(), reasons, failure.retryAfter());
  }

  /** Waits for the end; an interrupt stops the run, and is thrown when it has ended. */
  T await() throws IOException, InterruptedException {
    try {
      ended.await();
    } catch (InterruptedException e) {
      stop();
      ended.await();
      throw e;
    }
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      } else if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IOException(e.getCause());
    }
  }

  /** Waits for the end, whatever it is. */
  void awaitEnd() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void enter(FetchEvent.Phase phase) {
    announcer.announce(new FetchEvent.Entered(phase, path.toString()));
  }

  void warn(String message) {
    warnings.add(message);
    announcer.announce(new FetchEvent.Warning(message));
  }

  NameResolver.Named resolveName(IpfsPath address) throws IOException, InterruptedException {
    NameResolver names =
        new NameResolver(
            loop, parts.sources().plan(), Clock.systemUTC(), parts.config().idleTimeout());
    NameResolver.Named named = names.resolve(address);
    if (!named.proven()) {
      warn("what " + address + " stands for is not proven: only a source says so");
    }
    return named;
  }

  Retriever retriever(NameResolver.Named named, Destination destination) throws FetchException {
    RetrievalOptions options = RetrievalOptions.from(parts.config());
    Request request = new Request(named.root(), named.path(), named.hints(), options.memoryBytes());
    Retriever retriever =
        new Retriever(
            loop,
            parts.pools().hashing(),
            parts.sources().plan(),
            request,
            options,
            parts.banned(),
            (origin, what) ->
                announcer.announce(new FetchEvent.SourceNote(origin.toString(), what)),
            destination::isWriting);
    progress = new Progress(destination.progress(), Optional.of(retriever.tally()));
    return retriever;
  }

  PathResolver.Target walkPath(NameResolver.Named named, Retriever retriever, Reach reach)
      throws IOException, InterruptedException {
    PathResolver resolver = new PathResolver(new Reads(loop, retriever), reach);
    PathResolver.Target target = resolver.resolve(named.root(), named.path());
    announcer.announce(new FetchEvent.Resolved(path.toString(), target.cid(), named.proven()));
    return target;
  }

  FetchResult result(
      NameResolver.Named named,
      PathResolver.Target target,
      Retriever retriever,
      Destination destination) {
    retriever.settle();
    Tally tally = retriever.tally();
    WalkProgress done = destination.progress().orElseThrow();
    return new FetchResult(
        path.toString(),
        target.cid(),
        named.proven(),
        destination.path(),
        done.bytes(),
        done.files(),
        done.directories(),
        done.symlinks(),
        tally.blocks(),
        tally.duplicateBlocks(),
        tally.bytesBySource(),
        tally.bytesByOrigin(),
        tally.misbehaved(),
        tally.unwantedBytes(),
        warnings,
        Duration.ofNanos(System.nanoTime() - begun));
  }
}
