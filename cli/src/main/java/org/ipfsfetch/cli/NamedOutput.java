// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.OutputStream;

/** An output whose failures say what could not be written; the system only says why. */
final class NamedOutput extends OutputStream {
  private final String name;
  private final OutputStream out;

  NamedOutput(String name, OutputStream out) {
    this.name = name;
    this.out = out;
  }

  /** The failure of writing to something, with its name. */
  static IOException failure(String name, IOException cause) {
    return new IOException("cannot write to " + name + ": " + cause.getMessage(), cause);
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
      throw failure(name, e);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw failure(name, e);
    }
  }
}
