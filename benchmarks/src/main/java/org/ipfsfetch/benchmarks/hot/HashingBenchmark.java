// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.UnsupportedHashException;
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
import org.openjdk.jmh.annotations.Warmup;

/** Proving that bytes are what their CID says: what every block goes through. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HashingBenchmark {
  /** The size of the block. */
  @Param({"4096", "1048576"})
  public int bytes;

  private byte[] block;
  private Cid cid;

  @Setup
  public void prepare() {
    block = new byte[bytes];
    new SplittableRandom(1).nextBytes(block);
    cid = SyntheticDag.cid(Codec.RAW, block);
  }

  @Benchmark
  public Optional<Block> verify() throws UnsupportedHashException {
    return Block.verify(cid, block, block.length, () -> {});
  }
}
