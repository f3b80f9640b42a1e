// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.Arrays;
import org.ipfsfetch.multiformats.Multihash;

/**
 * Remembers multihashes by their first eight bytes, in bounded space: when it is full it forgets
 * everything. A wrong "yes" costs a request, a wrong "no" costs a wait; neither costs correctness.
 */
final class PrefixSet {
  private static final int MAX_SLOTS = 1 << 18; // 2 MiB
  private static final int FIRST_SLOTS = 1 << 10;

  private long[] slots = new long[FIRST_SLOTS];
  private int size;

  boolean contains(Multihash hash) {
    return slots[slotOf(prefix(hash))] != 0;
  }

  void add(Multihash hash) {
    long prefix = prefix(hash);
    int slot = slotOf(prefix);
    if (slots[slot] == prefix) {
      return;
    }
    slots[slot] = prefix;
    if (++size > slots.length / 2) {
      grow();
    }
  }

  void clear() {
    slots = new long[FIRST_SLOTS];
    size = 0;
  }

  private void grow() {
    long[] old = slots;
    size = 0;
    if (old.length == MAX_SLOTS) {
      Arrays.fill(slots, 0);
      return;
    }
    slots = new long[old.length * 2];
    for (long prefix : old) {
      if (prefix != 0) {
        slots[slotOf(prefix)] = prefix;
        size++;
      }
    }
  }

  private int slotOf(long prefix) {
    int slot = (int) (prefix * 0x9E3779B97F4A7C15L >>> 40) & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != prefix) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private static long prefix(Multihash hash) {
    byte[] digest = hash.digest();
    long prefix = 0;
    for (int i = 0; i < Math.min(Long.BYTES, digest.length); i++) {
      prefix = prefix << 8 | digest[i] & 0xff;
    }
    return prefix == 0 ? 1 : prefix; // 0 marks an empty slot
  }
}
