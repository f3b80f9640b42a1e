// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.block;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Byte arrays for whole blocks, used again instead of thrown away.
 *
 * <p>A gigabyte in blocks of 1 MiB is a thousand large arrays; zeroing and collecting them costs
 * more than hashing them. Arrays of {@value #SMALLEST_POOLED} bytes and more are rounded up to a
 * power of two and kept, up to a total; smaller ones are cheaper to make than to keep. Thread-safe.
 */
public final class BufferPool {
  private static final int SMALLEST_POOLED = 32 * 1024;
  private static final int SMALLEST_SHIFT = 15;

  private final long maxIdleBytes;
  private final AtomicLong idleBytes = new AtomicLong();
  private final ConcurrentLinkedQueue<byte[]>[] idle;

  /**
   * @param maxIdleBytes how much to keep while nobody uses it
   */
  public BufferPool(long maxIdleBytes) {
    this.maxIdleBytes = maxIdleBytes;
    this.idle = queues();
  }

  /** An array of at least that length, its content undefined. */
  public byte[] take(int length) {
    if (length < SMALLEST_POOLED || length > 1 << 30) {
      return new byte[length];
    }
    int sizeClass = sizeClass(length);
    byte[] buffer = idle[sizeClass].poll();
    if (buffer == null) {
      return new byte[1 << (sizeClass + SMALLEST_SHIFT)];
    }
    idleBytes.addAndGet(-buffer.length);
    return buffer;
  }

  /** Gives an array back that {@link #take} gave out; nobody uses it any more. */
  public void give(byte[] buffer) {
    if (buffer.length < SMALLEST_POOLED || Integer.bitCount(buffer.length) != 1) {
      return;
    }
    if (idleBytes.addAndGet(buffer.length) > maxIdleBytes) {
      idleBytes.addAndGet(-buffer.length);
      return;
    }
    idle[sizeClass(buffer.length)].add(buffer);
  }

  private static int sizeClass(int length) {
    return 32 - Integer.numberOfLeadingZeros(length - 1) - SMALLEST_SHIFT;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ConcurrentLinkedQueue<byte[]>[] queues() {
    ConcurrentLinkedQueue[] queues = new ConcurrentLinkedQueue[16];
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new ConcurrentLinkedQueue<>();
    }
    return queues;
  }
}
