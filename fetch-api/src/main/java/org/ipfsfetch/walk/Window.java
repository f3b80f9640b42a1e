// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

/**
 * How far ahead a walk asks: bounded by bytes said to be under way, and by count. For the loop's
 * thread.
 */
final class Window {
  /**
   * A few hundred open wants fill any link with small blocks; a kubo peer forgets wants beyond
   * 1,024 without a word.
   */
  private static final int MAX_ASKS = 512;

  /** So few blocks fit however large they turn out to be. */
  private static final int FIRST_ASKS = 16;

  private final long maxBytes;
  private long bytes;
  private int asks;
  private int maxAsks;

  private Window(long maxBytes, int maxAsks) {
    this.maxBytes = maxBytes;
    this.maxAsks = maxAsks;
  }

  /** For blocks that are used as they come. */
  static Window wide(long maxBytes) {
    return new Window(maxBytes, MAX_ASKS);
  }

  /**
   * For blocks that wait for their turn: it opens as sizes turn out to be what was said, and closes
   * at the first that is larger, since then what waits could fill all memory.
   */
  static Window opening(long maxBytes) {
    return new Window(maxBytes, FIRST_ASKS);
  }

  boolean isFull() {
    return asks >= maxAsks || bytes >= maxBytes;
  }

  /** A block came; tells whether it was as large as was said. */
  void came(long said, long size) {
    if (size > said) {
      maxAsks = Math.min(maxAsks, FIRST_ASKS);
    } else if (maxAsks < MAX_ASKS) {
      maxAsks++;
    }
  }

  /** However much lies ahead of it, what is needed next may still be asked for. */
  boolean isOverdrawn() {
    return asks >= 2 * MAX_ASKS;
  }

  boolean isEmpty() {
    return asks == 0;
  }

  void open(long charge) {
    asks++;
    bytes += charge;
  }

  void close(long charge) {
    asks--;
    bytes -= charge;
  }
}
