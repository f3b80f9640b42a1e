// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipfsfetch.multiformats.Cid;

/**
 * Bytes that an origin sent for a CID: unproven, and charged to their session until released.
 *
 * <p>The bytes are the first {@link #length()} of {@link #buffer()}, which may be longer and is
 * used again after {@link #release()}: nobody reads it then. Thread-safe as far as one thread at a
 * time reads it.
 */
public final class Delivery {
  private final Cid cid;
  private final byte[] buffer;
  private final int length;
  private final Origin from;
  private final Runnable onRelease;
  private final AtomicBoolean released = new AtomicBoolean();

  /**
   * @param onRelease gives buffer and charge back; run once, on whichever thread releases
   */
  public Delivery(Cid cid, byte[] buffer, int length, Origin from, Runnable onRelease) {
    this.cid = Objects.requireNonNull(cid);
    this.buffer = Objects.requireNonNull(buffer);
    this.length = Objects.checkIndex(length, buffer.length + 1);
    this.from = Objects.requireNonNull(from);
    this.onRelease = Objects.requireNonNull(onRelease);
  }

  /** The CID the bytes are said to belong to. */
  public Cid cid() {
    return cid;
  }

  public byte[] buffer() {
    return buffer;
  }

  /** How many bytes of the buffer count, from index 0. */
  public int length() {
    return length;
  }

  public Origin from() {
    return from;
  }

  /** Gives buffer and charge back. Calling it again does nothing. */
  public void release() {
    if (released.compareAndSet(false, true)) {
      onRelease.run();
    }
  }

  @Override
  public String toString() {
    return length + " bytes said to be " + cid + " from " + from;
  }
}
