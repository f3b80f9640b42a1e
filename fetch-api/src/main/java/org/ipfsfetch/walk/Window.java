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

  private final long maxBytes;
  private long bytes;
  private int asks;

  Window(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean isFull() {
    return asks >= MAX_ASKS || bytes >= maxBytes;
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
