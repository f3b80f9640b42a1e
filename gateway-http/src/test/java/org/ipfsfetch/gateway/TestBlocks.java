// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;

/** Blocks of random bytes, the same for the same seed. */
final class TestBlocks {
  record TestBlock(Cid cid, byte[] bytes) {}

  private TestBlocks() {}

  static TestBlock block(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return new TestBlock(Cid.v1(Codec.RAW, Multihash.sha256(bytes, 0, size)), bytes);
  }

  static List<TestBlock> blocks(int count, int size) {
    List<TestBlock> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(block(i, size));
    }
    return blocks;
  }

  static byte[] carHeader(Cid root) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CarWriter(out, List.of(root));
    return out.toByteArray();
  }

  static void writeCar(OutputStream out, List<TestBlock> blocks) throws IOException {
    CarWriter writer = new CarWriter(out, List.of(blocks.get(0).cid()));
    for (TestBlock block : blocks) {
      writer.write(block.cid(), block.bytes(), 0, block.bytes().length);
    }
    out.flush();
  }
}
