// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
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

/** CIDs as text and as bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CidBenchmark {
  private Cid cid;
  private String text;
  private ByteBuffer bytes;

  @Setup
  public void prepare() {
    cid = SyntheticDag.cid(Codec.RAW, new byte[] {1, 2, 3});
    text = cid.toString();
    bytes = ByteBuffer.wrap(cid.bytes());
  }

  @Benchmark
  public Cid parse() throws DecodeException {
    return Cid.parse(text);
  }

  @Benchmark
  public String print() {
    return cid.toString();
  }

  @Benchmark
  public Cid read() throws DecodeException {
    return Cid.read(bytes.rewind());
  }
}
