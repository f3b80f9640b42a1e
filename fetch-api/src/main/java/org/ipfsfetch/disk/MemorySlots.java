// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

/** Slots in one array. */
final class MemorySlots implements SlotStore {
  private final long[] words;

  MemorySlots(int capacity) {
    words = new long[capacity * WORDS];
  }

  @Override
  public long capacity() {
    return words.length / WORDS;
  }

  @Override
  public void read(long index, long[] slot) {
    System.arraycopy(words, (int) index * WORDS, slot, 0, WORDS);
  }

  @Override
  public void write(long index, long[] slot) {
    System.arraycopy(slot, 0, words, (int) index * WORDS, WORDS);
  }

  @Override
  public void close() {
    // nothing but memory
  }
}
