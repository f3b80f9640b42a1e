// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.car.CarDecoder;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
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

/** Taking a CAR apart as it comes from a socket, in pieces of 16 KiB; nothing is hashed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CarBenchmark {
  private static final int PIECE_BYTES = 16 << 10;
  private static final int MAX_BLOCK_BYTES = 1 << 20;

  /** Files in the CAR, and their size. */
  @Param({"10000x4096", "64x1048576"})
  public String content;

  private byte[] car;

  @Setup
  public void prepare() {
    String[] numbers = content.split("x");
    car = SyntheticDag.of(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])).toCar();
  }

  @Benchmark
  public long decode() throws DecodeException {
    Counting counting = new Counting();
    CarDecoder decoder = new CarDecoder(CarLimits.defaults(), counting);
    for (int at = 0; at < car.length; at += PIECE_BYTES) {
      decoder.feed(ByteBuffer.wrap(car, at, Math.min(PIECE_BYTES, car.length - at)));
    }
    decoder.end();
    return counting.bytes;
  }

  /** Has one buffer for all blocks, so that making buffers is not measured. */
  private static final class Counting implements CarDecoder.Receiver {
    private final byte[] buffer = new byte[MAX_BLOCK_BYTES];
    private long bytes;

    @Override
    public void header(int version, List<Cid> roots) {
      // Only blocks count.
    }

    @Override
    public byte[] buffer(int length) {
      return buffer;
    }

    @Override
    public void block(Cid cid, byte[] block, int length) {
      bytes += length + cid.version();
    }
  }
}
