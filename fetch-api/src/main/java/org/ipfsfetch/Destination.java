// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.disk.Overwrite;
import org.ipfsfetch.disk.Staging;
import org.ipfsfetch.disk.StagingOptions;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.retrieval.BlockReader;
import org.ipfsfetch.walk.Export;
import org.ipfsfetch.walk.ListedEntry;
import org.ipfsfetch.walk.PathResolver.Target;
import org.ipfsfetch.walk.WalkProgress;

/** An output that is being filled. Closing it without a commit leaves nothing on disk. */
abstract class Destination implements AutoCloseable {
  /** For runs that write nothing. */
  static final Destination NOWHERE =
      new Destination(Optional.empty()) {
        @Override
        void export(Target target, BlockReader reader) {
          throw new IllegalStateException("nowhere to write to");
        }
      };

  /** A write to a disk ends. */
  private static final long DISK_STOP_MILLIS = 10_000;

  /** A write to a pipe that nobody reads may not, before it is interrupted. */
  private static final long PIPE_STOP_MILLIS = 200;

  private final Optional<Export> export;

  private Destination(Optional<Export> export) {
    this.export = export;
  }

  /**
   * Makes ready for an output; one that cannot be written is refused here, before anything is
   * fetched.
   */
  static Destination open(Output output, FetchRun<?> run) throws IOException {
    if (output instanceof Output.OnDisk onDisk) {
      return new OnDisk(onDisk, run);
    }
    return new InOrder(output, run, new WorkPool("output", 1));
  }

  private static Export export(FetchRun<?> run, WorkPool pool) {
    FetchConfig config = run.parts().config();
    return new Export(run.loop(), pool, config.limits(), config.memoryBytes());
  }

  /** Brings everything beneath the target out. */
  abstract void export(Target target, BlockReader reader) throws IOException, InterruptedException;

  /** It is complete: it may be seen. */
  void commit() throws IOException {}

  @Override
  public void close() throws IOException {}

  Optional<Path> path() {
    return Optional.empty();
  }

  Optional<WalkProgress> progress() {
    return export.map(Export::progress);
  }

  /** Whether what came is still being written. On the loop's thread. */
  boolean isWriting() {
    return export.isPresent() && export.get().isWriting();
  }

  /** Lets what is being written end; after a success nothing is. */
  private static void stop(Export export, long millis) {
    try {
      export.abandon(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuseData(Target target) throws FetchException {
    if (!target.remainder().isEmpty()) {
      throw new FetchException.Unsupported(
          "the path ends within the data of "
              + target.cid()
              + ", at \""
              + String.join("/", target.remainder())
              + "\": that is no file or directory");
    }
  }

  private static final class OnDisk extends Destination {
    private final Staging staging;
    private final FetchRun<?> run;
    private final Export export;

    OnDisk(Output.OnDisk output, FetchRun<?> run) throws IOException {
      this(output, run, Destination.export(run, run.parts().pools().writing()));
    }

    private OnDisk(Output.OnDisk output, FetchRun<?> run, Export export) throws IOException {
      super(Optional.of(export));
      FetchConfig config = run.parts().config();
      this.run = run;
      this.export = export;
      this.staging =
          Staging.open(
              output.target(),
              output.overwrite() ? Overwrite.REPLACE : Overwrite.REFUSE,
              new StagingOptions(
                  config.limits().maxDepth(),
                  config.limits().maxPathBytes(),
                  config.symlinks(),
                  config.syncFiles()));
    }

    @Override
    void export(Target target, BlockReader reader) throws IOException, InterruptedException {
      refuseData(target);
      export.toDisk(target, reader, staging);
    }

    @Override
    void commit() throws IOException {
      staging
          .commit()
          .ifPresent(left -> run.warn("what was replaced could not be removed: " + left));
      try {
        staging.close();
      } catch (IOException e) { // the target is in place and complete: that is what was asked for
        run.warn("what was temporary could not be removed: " + e.getMessage());
      }
    }

    @Override
    Optional<Path> path() {
      return Optional.of(staging.target());
    }

    @Override
    public void close() throws IOException {
      stop(export, DISK_STOP_MILLIS);
      staging.close();
    }
  }

  /** Everything that needs the order of the DAG, on a writing thread of its own. */
  private static class InOrder extends Destination {
    private final Output output;
    private final WorkPool pool;
    private final Export export;

    InOrder(Output output, FetchRun<?> run, WorkPool pool) {
      this(output, pool, Destination.export(run, pool));
    }

    private InOrder(Output output, WorkPool pool, Export export) {
      super(Optional.of(export));
      this.output = output;
      this.pool = pool;
      this.export = export;
    }

    @Override
    void export(Target target, BlockReader reader) throws IOException, InterruptedException {
      refuseData(target);
      if (output instanceof Output.ToStream stream) {
        export.toStream(target, reader, stream.out());
      } else if (output instanceof Output.ToArchive archive) {
        export.toArchive(target, reader, archive.sink());
      } else if (output instanceof Output.ToCar car) {
        Path scratch = Files.createTempDirectory("ipfs-fetch-");
        try {
          export.toCar(target, reader, car.out(), scratch);
        } finally {
          Files.delete(scratch);
        }
      }
    }

    @Override
    public void close() {
      stop(export, PIPE_STOP_MILLIS); // what waits is dropped, and so given back
      pool.close();
    }
  }

  /** Tells what is in a directory. */
  static final class Lister extends Destination {
    private final WorkPool pool;
    private final Export export;

    Lister(FetchRun<?> run) {
      this(run, new WorkPool("output", 1));
    }

    private Lister(FetchRun<?> run, WorkPool pool) {
      this(pool, Destination.export(run, pool));
    }

    private Lister(WorkPool pool, Export export) {
      super(Optional.of(export));
      this.pool = pool;
      this.export = export;
    }

    void list(Target target, BlockReader reader, Fetcher.Detail detail, Consumer<ListedEntry> heard)
        throws IOException, InterruptedException {
      refuseData(target);
      export.list(target, reader, heard, detail == Fetcher.Detail.TYPES_AND_SIZES);
    }

    @Override
    void export(Target target, BlockReader reader) {
      throw new IllegalStateException("a listing is not exported");
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
