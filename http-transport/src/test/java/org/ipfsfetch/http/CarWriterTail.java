// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;

/** The sections of a CAR without its header: what follows a CAR that has begun. */
final class CarWriterTail {
  private CarWriterTail() {}

  static void write(OutputStream out, List<TestBlock> blocks) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    CarWriter writer = new CarWriter(header, List.of(blocks.get(0).cid()));
    int headerBytes = header.size();
    for (TestBlock block : blocks) {
      writer.write(block.cid(), block.bytes(), 0, block.bytes().length);
    }
    byte[] car = header.toByteArray();
    out.write(car, headerBytes, car.length - headerBytes);
    out.flush();
  }
}
