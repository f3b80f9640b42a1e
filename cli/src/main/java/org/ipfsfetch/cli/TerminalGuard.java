// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Keeps from a terminal what is not text: bytes that steer it can retitle windows, move the cursor
 * over what was said before, or type.
 *
 * <p>Text is everything but the control characters of ASCII and of its extension to C1 in UTF-8,
 * tabulators and ends of lines excepted. Colours are steering too. The first write with anything
 * else in it is refused whole.
 */
final class TerminalGuard extends OutputStream {
  private final OutputStream out;
  private volatile boolean refused;
  private int previous;

  TerminalGuard(OutputStream out) {
    this.out = out;
  }

  /** Whether a write was refused. */
  boolean hasRefused() {
    return refused;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      int current = buffer[i] & 0xff;
      if (steers(current)) {
        refused = true;
        throw new IOException("the content is binary");
      }
      previous = current;
    }
    out.write(buffer, offset, length);
  }

  private boolean steers(int b) {
    boolean c0 = b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f';
    boolean c1 = previous == 0xc2 && b >= 0x80 && b < 0xa0; // U+0080 to U+009F in UTF-8
    return c0 || c1 || b == 0x7f;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
