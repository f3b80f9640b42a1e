// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.progress.FetchEvent.Phase;
import org.ipfsfetch.progress.FetchListener;
import org.ipfsfetch.retrieval.Banned;
import org.ipfsfetch.retrieval.Retriever;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.walk.ListedEntry;
import org.ipfsfetch.walk.PathResolver.Target;

/**
 * Fetches content from IPFS: an address in, verified files on disk.
 *
 * <pre>{@code
 * try (Fetcher fetcher = Fetcher.open(FetchConfig.load())) {
 *   FetchResult result = fetcher.fetch(IpfsPath.parse("ipfs://bafy…/docs"), Path.of("docs"));
 *   System.out.println(result.cid() + " " + result.bytes() + " bytes");
 * }
 * }</pre>
 *
 * <p>Nothing a source says is believed: what is not proven by its hash does not exist. A fetch
 * either completes or leaves nothing behind.
 *
 * <p>Thread-safe; fetches may run side by side. {@link #close()} cancels what runs, closes the
 * sources and leaves no thread behind.
 */
public final class Fetcher implements AutoCloseable {
  private final FetcherParts parts;
  private final Set<FetchRun<?>> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong runs = new AtomicLong();
  private boolean closed;

  private Fetcher(FetchConfig config, Sources sources) {
    this.parts = new FetcherParts(config, sources, new Pools(), new Banned());
  }

  /**
   * A fetcher with the backends that the configuration names, as far as they are on the class path.
   * Opens no connection.
   *
   * @throws IllegalArgumentException if {@code sources} names a backend that is not there
   */
  public static Fetcher open(FetchConfig config) {
    return new Fetcher(config, Sources.find(config));
  }

  /** A fetcher with these sources, which it closes in the end; {@code sources} is not looked at. */
  public static Fetcher open(FetchConfig config, SourcePlan plan) {
    return new Fetcher(config, new Sources(plan, List.of()));
  }

  /** The whole job, in the order it happens. On the thread of its run. */
  private static FetchResult carryOut(FetchRequest request, FetchRun<FetchResult> run)
      throws IOException, InterruptedException {
    try (Destination destination = Destination.open(request.output(), run)) { // refused early
      run.enter(Phase.NAME);
      NameResolver.Named named = run.resolveName(request.path()); // IPNS, DNSLink → CID
      try (Retriever retriever = run.retriever(named, destination)) {
        run.enter(Phase.PATH);
        Target target = run.walkPath(named, retriever, new Reach.All()); // path → CID
        run.enter(Phase.CONTENT);
        destination.export(target, retriever); // DAG → files
        run.enter(Phase.PLACING);
        destination.commit(); // temporary → in place
        return run.result(named, target, retriever, destination);
      }
    }
  }

  /**
   * Fetches to a path where nothing is yet, or an empty directory, and waits for it.
   *
   * @throws org.ipfsfetch.failure.FetchException if it could not be fetched; the subtype says what
   *     can be done
   * @throws java.nio.file.FileAlreadyExistsException if the target exists
   * @throws IOException if it could not be written
   * @throws InterruptedException if the waiting thread was interrupted; the fetch is cancelled then
   */
  public FetchResult fetch(IpfsPath path, Path target) throws IOException, InterruptedException {
    return fetch(FetchRequest.of(path, Output.toPath(target)));
  }

  /** Fetches, and waits for it; see {@link #fetch(IpfsPath, Path)}. */
  public FetchResult fetch(FetchRequest request) throws IOException, InterruptedException {
    return start(request).await();
  }

  /** Begins a fetch. */
  public Fetch start(FetchRequest request) {
    return new Fetch(launch(request.path(), request.listener(), run -> carryOut(request, run)));
  }

  /**
   * Finds the CID that an address stands for. Reads the blocks on the path, and not the one at its
   * end: a CID without a path needs no source.
   */
  public ResolvedPath resolve(IpfsPath path) throws IOException, InterruptedException {
    FetchRun.Work<ResolvedPath> work =
        run -> {
          NameResolver.Named named = run.resolveName(path);
          try (Retriever retriever = run.retriever(named, Destination.NOWHERE)) {
            Target target = run.walkPath(named, retriever, new Reach.Block());
            return new ResolvedPath(
                path.toString(), target.cid(), target.remainder(), named.proven());
          }
        };
    return launch(path, FetchListener.silent(), work).await();
  }

  /**
   * Lists a directory: the entries in their stored order, each told on a thread of the fetcher.
   *
   * @param detail whether each entry's block is read to say what it is
   */
  public void list(IpfsPath path, Detail detail, Consumer<ListedEntry> heard)
      throws IOException, InterruptedException {
    FetchRun.Work<Boolean> work =
        run -> {
          try (Destination.Lister lister = new Destination.Lister(run)) {
            NameResolver.Named named = run.resolveName(path);
            try (Retriever retriever = run.retriever(named, lister)) {
              Target target = run.walkPath(named, retriever, Reach.Entity.whole());
              lister.list(target, retriever, detail, heard);
              return true;
            }
          }
        };
    launch(path, FetchListener.silent(), work).await();
  }

  /** How closely a directory is looked at. */
  public enum Detail {
    /** Names and CIDs; of raw files that they are files. */
    NAMES,
    /** What each entry is and how large, which costs a block of each. */
    TYPES_AND_SIZES
  }

  private synchronized <T> FetchRun<T> launch(
      IpfsPath path, FetchListener listener, FetchRun.Work<T> work) {
    if (closed) {
      throw new IllegalStateException("the fetcher is closed");
    }
    FetchRun<T> run =
        new FetchRun<>(parts, path, listener, runs.incrementAndGet(), work, running::remove);
    running.add(run);
    run.start();
    return run;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    running.forEach(FetchRun::stop);
    running.forEach(FetchRun::awaitEnd);
    parts.sources().plan().sources().forEach(BlockSource::close);
    parts.pools().close();
  }
}
