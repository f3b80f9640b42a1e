// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;

/** Blocks of random bytes, the same for the same seed. */
public final class TestBlocks {
  /** A block and its CID. */
  public record TestBlock(Cid cid, byte[] bytes) {}

  private TestBlocks() {}

  public static TestBlock block(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return new TestBlock(Cid.v1(Codec.RAW, Multihash.sha256(bytes, 0, size)), bytes);
  }

  public static List<TestBlock> blocks(int count, int size) {
    List<TestBlock> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(block(i, size));
    }
    return blocks;
  }

  /** What a CAR of that root begins with. */
  public static byte[] carHeader(Cid root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CarWriter(out, List.of(root));
    return out.toByteArray();
  }

  /** A CAR whose root is the first of them. */
  public static byte[] car(List<TestBlock> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeCar(out, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static void writeCar(OutputStream out, List<TestBlock> blocks) throws IOException {
    CarWriter writer = new CarWriter(out, List.of(blocks.get(0).cid()));
    for (TestBlock block : blocks) {
      writer.write(block.cid(), block.bytes(), 0, block.bytes().length);
    }
    out.flush();
  }
}
