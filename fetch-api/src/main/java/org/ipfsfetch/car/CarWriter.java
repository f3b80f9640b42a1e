// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Varint;

/**
 * Writes a CAR of version 1. Neither verifies blocks nor leaves out those that were written before.
 * For one thread.
 */
public final class CarWriter implements Closeable {
  private final OutputStream out;

  /** Writes the header. Closing this closes the stream. */
  public CarWriter(OutputStream out, List<Cid> roots) throws IOException {
    this.out = out;
    byte[] header = new CarHeader(1, roots).encode();
    Varint.write(header.length, out);
    out.write(header);
  }

  /** Writes a section with the block in a range of an array. */
  public void write(Cid cid, byte[] bytes, int offset, int length) throws IOException {
    byte[] name = cid.bytes();
    Varint.write((long) name.length + length, out);
    out.write(name);
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
