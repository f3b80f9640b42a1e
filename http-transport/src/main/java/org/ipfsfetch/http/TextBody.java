// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keeps the beginning of a short body, such as the reason of an error. */
final class TextBody implements BodyReader {
  /** Reading on to here keeps the connection; beyond, a new one is cheaper. */
  private static final int MAX_READ_BYTES = 64 * 1024;

  private final byte[] kept;
  private int length;
  private long total;

  TextBody(int maxKeptBytes) {
    this.kept = new byte[maxKeptBytes];
  }

  @Override
  public boolean read(ByteBuffer bytes) {
    total += bytes.remaining();
    int count = Math.min(bytes.remaining(), kept.length - length);
    bytes.get(kept, length, count);
    length += count;
    return total <= Math.max(MAX_READ_BYTES, kept.length);
  }

  @Override
  public void complete() {
    // nothing is missing in a text
  }

  @Override
  public void close() {
    // the text stays
  }

  /** Whether there was more than was kept. */
  boolean isCut() {
    return total > length;
  }

  byte[] bytes() {
    return Arrays.copyOf(kept, length);
  }

  /** Fit for a message. */
  String text() {
    return Printable.text(kept, 0, length);
  }
}
