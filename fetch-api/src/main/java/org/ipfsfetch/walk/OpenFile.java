// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;

/**
 * A file of which parts are still to come. Counts what is open; for the loop's thread, but for the
 * output, which is set before its first use.
 */
final class OpenFile {
  private final Role.Entry entry;
  private final long size;
  private volatile TreeOutput.File output;
  private int open = 1;

  OpenFile(Role.Entry entry, long size) {
    this.entry = entry;
    this.size = size;
  }

  String path() {
    return entry.path();
  }

  String where() {
    return entry.where();
  }

  long size() {
    return size;
  }

  void begin(TreeOutput.File begun) {
    output = begun;
  }

  void write(long position, byte[] buffer, int offset, int length) throws IOException {
    output.write(position, buffer, offset, length);
  }

  void complete() throws IOException {
    output.complete();
  }

  /** One more part, or node with parts, to wait for. */
  void opened() {
    open++;
  }

  /** One of them is done. True when it was the last. */
  boolean closed() {
    return --open == 0;
  }
}
