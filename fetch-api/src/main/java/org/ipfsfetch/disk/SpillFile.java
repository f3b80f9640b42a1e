// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A growing row of records that keeps its end in memory and the rest in a file.
 *
 * <p>Each record stands between its length and its length, so the row can be read from either end;
 * a position is that of a record's first length. No file is made before {@value #TAIL_BYTES} bytes
 * are in it, about ten thousand links.
 *
 * <p>Thread-safe by its own monitor, which is held while a full tail is written out: once in some
 * thousand records, and whoever appends meanwhile has nowhere to put his own. Not a channel: an
 * interrupt would close it, and what it holds may be what is needed to clean up.
 */
final class SpillFile implements AutoCloseable {
  private static final int TAIL_BYTES = 256 << 10;
  private static final int FIRST_TAIL_BYTES = 4 << 10;
  private static final int LENGTH_BYTES = Integer.BYTES;

  private final Path file;
  private Optional<RandomAccessFile> opened = Optional.empty();
  private long spilled;
  private ByteBuffer tail = ByteBuffer.allocate(FIRST_TAIL_BYTES);

  SpillFile(Path file) {
    this.file = file;
  }

  /** Adds a record and gives its position. */
  synchronized long append(byte[] record) throws IOException {
    int needed = record.length + 2 * LENGTH_BYTES;
    makeRoom(needed);
    long position = end();
    tail.putInt(record.length).put(record).putInt(record.length);
    return position;
  }

  /** The record at this position. */
  synchronized byte[] at(long position) throws IOException {
    return bytes(position + LENGTH_BYTES, length(position));
  }

  /** The position after the record at this one. */
  synchronized long after(long position) throws IOException {
    return position + length(position) + 2 * LENGTH_BYTES;
  }

  /** The position of the record that ends where this one begins. */
  synchronized long before(long position) throws IOException {
    return position - length(position - LENGTH_BYTES) - 2 * LENGTH_BYTES;
  }

  /** The position that the next record will have. */
  synchronized long end() {
    return spilled + tail.position();
  }

  /** Deletes the file, if there is one. */
  @Override
  public synchronized void close() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
      opened = Optional.empty();
      Files.deleteIfExists(file);
    }
  }

  private int length(long position) throws IOException {
    return ByteBuffer.wrap(bytes(position, LENGTH_BYTES)).getInt();
  }

  private byte[] bytes(long position, int length) throws IOException {
    if (position >= spilled) {
      int start = Math.toIntExact(position - spilled);
      return Arrays.copyOfRange(tail.array(), start, start + length);
    }
    byte[] read = new byte[length];
    file().seek(position);
    file().readFully(read);
    return read;
  }

  /** Records never lie across the border: the tail is written out whole. */
  private void makeRoom(int needed) throws IOException {
    if (tail.remaining() >= needed) {
      return;
    }
    if (tail.capacity() >= TAIL_BYTES && tail.position() > 0) {
      writeOut();
    }
    if (tail.remaining() < needed) {
      int capacity = Math.max(Math.min(2 * tail.capacity(), TAIL_BYTES), tail.position() + needed);
      tail = ByteBuffer.allocate(capacity).put(tail.flip());
    }
  }

  private void writeOut() throws IOException {
    int length = tail.position();
    try {
      file().seek(spilled);
      file().write(tail.array(), 0, length);
    } catch (IOException e) {
      throw DiskTrouble.at(file, "write the temporary file", e);
    }
    spilled += length;
    tail.clear();
  }

  private RandomAccessFile file() throws IOException {
    if (opened.isEmpty()) {
      Files.createFile(file); // nothing of this name may be there
      opened = Optional.of(new RandomAccessFile(file.toFile(), "rw"));
    }
    return opened.get();
  }
}
