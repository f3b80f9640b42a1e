// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output as bytes, which knows when its reader has gone.
 *
 * <p>A virtual machine does not die of SIGPIPE as other programs do; its writes fail with a message
 * of the system. {@link #close()} only flushes: the stream belongs to the process. Whoever writes
 * synchronizes.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private volatile boolean closedPipe;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** Whether a write found that nobody reads any more. */
  boolean isClosedPipe() {
    return closedPipe;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    try {
      out.write(buffer, offset, length);
    } catch (IOException e) {
      throw sorted(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw sorted(e);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private IOException sorted(IOException e) {
    String message = String.valueOf(e.getMessage());
    // EPIPE on Linux and macOS; on Windows the pipe "is being closed" or "has been ended"
    if (message.contains("Broken pipe")
        || message.contains("pipe is being closed")
        || message.contains("pipe has been ended")) {
      closedPipe = true;
      return new ClosedPipeException(e);
    }
    return NamedOutput.failure("standard output", e);
  }
}
