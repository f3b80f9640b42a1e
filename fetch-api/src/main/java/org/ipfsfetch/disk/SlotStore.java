// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;

/** A row of slots of {@value #WORDS} words each, all zero at first: in memory or in a file. */
interface SlotStore extends AutoCloseable {
  int WORDS = 8;

  /** How many slots; a power of two. */
  long capacity();

  /** Copies a slot into {@code slot}. */
  void read(long index, long[] slot) throws IOException;

  void write(long index, long[] slot) throws IOException;

  /** Gives everything back, the file too. */
  @Override
  void close() throws IOException;
}
