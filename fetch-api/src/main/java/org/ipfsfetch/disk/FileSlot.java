// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One file of the tree while it is written, range by range in any order.
 *
 * <p>Thread-safe: several writers may write different ranges at once. {@link #complete()} is called
 * once, when all of them have returned.
 */
public final class FileSlot {
  /** The JDK copies through a direct buffer per thread, as large as the largest write. */
  private static final int MAX_WRITE_BYTES = 1 << 20;

  private final String path;
  private final long size;
  private final Path target;
  private final OpenFiles files;
  private final OpenFiles.Handle handle;
  private final Completion completion;
  private final AtomicLong written = new AtomicLong();

  /** What is left to do with a file when all its bytes are written. */
  interface Completion {
    /** Forces the bytes to the device if that is wanted. */
    void sync(FileChannel channel) throws IOException;

    /** The channel is closed: mode and time. */
    void closed() throws IOException;
  }

  FileSlot(
      String path,
      long size,
      Path target,
      OpenFiles files,
      OpenFiles.Handle handle,
      Completion completion) {
    this.path = path;
    this.size = size;
    this.target = target;
    this.files = files;
    this.handle = handle;
    this.completion = completion;
  }

  /** Where it is in the tree. */
  public String path() {
    return path;
  }

  /** Bytes it will have. */
  public long size() {
    return size;
  }

  /**
   * Writes a range.
   *
   * @throws IllegalArgumentException if it does not lie within the file's size
   * @throws IOException if the disk refuses
   */
  public void write(long position, byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (position < 0 || position > size - length) {
      throw new IllegalArgumentException(
          length + " bytes at " + position + " do not lie within the " + size + " of " + path);
    }
    try {
      FileChannel channel = files.borrow(handle);
      try {
        writeFully(channel, position, buffer, offset, length);
      } finally {
        files.giveBack(handle);
      }
    } catch (IOException e) {
      throw DiskTrouble.writing(path, target, e);
    }
    written.addAndGet(length);
  }

  /**
   * Closes the file and sets its mode and time.
   *
   * @throws IOException if it was not written whole, or the disk refuses
   */
  public void complete() throws IOException {
    try {
      FileChannel channel = files.borrow(handle);
      try {
        requireWhole(channel.size());
        completion.sync(channel);
      } finally {
        files.giveBack(handle);
      }
      files.forget(handle);
      completion.closed();
    } catch (IOException e) {
      throw DiskTrouble.writing(path, target, e);
    }
  }

  static void writeFully(FileChannel channel, long position, byte[] buffer, int offset, int length)
      throws IOException {
    int done = 0;
    while (done < length) {
      int slice = Math.min(length - done, MAX_WRITE_BYTES);
      done += channel.write(ByteBuffer.wrap(buffer, offset + done, slice), position + done);
    }
  }

  /** A hole in the middle leaves the size right, so the bytes are counted too. */
  private void requireWhole(long found) throws IOException {
    if (found != size || written.get() < size) {
      throw new IOException(
          "only " + Math.min(found, written.get()) + " of " + size + " bytes were written");
    }
  }
}
