// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Pieces of bytes kept beside a tree that belong to none of its files. Small ones stay in memory,
 * many spill to a file that is deleted in the end. Thread-safe.
 */
public final class NodeFile implements AutoCloseable {
  private final SpillFile rows;

  NodeFile(Path file) {
    this.rows = new SpillFile(file);
  }

  /** Keeps a range of a buffer, and tells where. */
  public long append(byte[] buffer, int offset, int length) throws IOException {
    return rows.append(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  /** What {@link #append} kept there. */
  public byte[] read(long position) throws IOException {
    return rows.at(position);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
