// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.util.concurrent.TimeUnit;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.DecodeException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading a directory node of 10,000 links. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DagPbBenchmark {
  private static final int LINKS = 10_000;

  private byte[] block;

  @Setup
  public void prepare() {
    block = SyntheticDag.wideNode(LINKS);
  }

  @Benchmark
  public PbNode decode() throws DecodeException {
    return PbNode.decode(block);
  }

  @Benchmark
  public void decodeAndReadLinks(Blackhole hole) throws DecodeException {
    PbNode node = PbNode.decode(block);
    for (int link = 0; link < node.linkCount(); link++) {
      hole.consume(node.link(link));
    }
  }
}
