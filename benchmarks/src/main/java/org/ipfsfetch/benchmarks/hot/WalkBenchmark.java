// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.FetchRequest;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole fetch without network and disk: the walk, the retriever, hashing, and putting in order.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WalkBenchmark {
  /** Files, and their size. */
  @Param({"10000x4096", "64x1048576"})
  public String content;

  private Fetcher fetcher;
  private IpfsPath path;

  @Setup
  public void prepare() {
    String[] numbers = content.split("x");
    SyntheticDag dag = SyntheticDag.of(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    path = IpfsPath.of(dag.root());
    fetcher = Fetcher.open(FetchConfig.builder().build(), SourcePlan.first(new MemorySource(dag)));
  }

  @TearDown
  public void close() {
    fetcher.close();
  }

  @Benchmark
  public long walk() throws IOException, InterruptedException {
    Counting counting = new Counting();
    fetcher.fetch(FetchRequest.of(path, Output.toArchive(counting)));
    return counting.bytes;
  }

  /** Takes everything and keeps nothing. */
  private static final class Counting implements ArchiveSink {
    private long bytes;

    @Override
    public void directory(String path, OptionalInt mode, Optional<Mtime> mtime) {
      // Only bytes count.
    }

    @Override
    public void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime) {
      // Only bytes count.
    }

    @Override
    public void content(byte[] buffer, int offset, int length) {
      bytes += length;
    }

    @Override
    public void endOfFile() {
      // Only bytes count.
    }

    @Override
    public void symlink(String path, String target, Optional<Mtime> mtime) {
      // There is none.
    }
  }
}
