// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.ipfsfetch.disk.Metadata;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.unixfs.Mtime;

/** The bytes of one file to a stream, in order and verified. For one thread. */
final class SingleFileOutput implements TreeOutput {
  private final OutputStream out;

  /** The stream is flushed and not closed. */
  SingleFileOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public Order order() {
    return Order.OF_THE_DAG;
  }

  @Override
  public void directory(String path, Metadata metadata) throws IOException {
    throw new FetchException.Unsupported(
        "it is a directory, and only a file can be written to a stream");
  }

  @Override
  public void symlink(String path, byte[] target, Optional<Mtime> mtime) throws IOException {
    throw new FetchException.Unsupported(
        "it is a symlink, and only a file can be written to a stream");
  }

  @Override
  public File file(String path, long size, Metadata metadata) {
    return new File() {
      @Override
      public void write(long position, byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
      }

      @Override
      public void complete() throws IOException {
        out.flush();
      }
    };
  }

  @Override
  public void whole(String path, Metadata metadata, byte[] buffer, int offset, int length)
      throws IOException {
    out.write(buffer, offset, length);
    out.flush();
  }
}
