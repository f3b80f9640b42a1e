// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Slots in a sparse file, read a page at a time: the slots after a wanted one are wanted next.
 *
 * <p>Not mapped into memory: a full disk would end the process where a write here only fails.
 */
final class FileSlots implements SlotStore {
  private static final int SLOT_BYTES = WORDS * Long.BYTES;
  private static final int PAGE_BYTES = 4096; // the page of most systems: one read touches one
  private static final int SLOTS_PER_PAGE = PAGE_BYTES / SLOT_BYTES;

  private final Path file;
  private final FileChannel channel;
  private final long capacity;
  private final ByteBuffer page = ByteBuffer.allocateDirect(PAGE_BYTES);
  private final ByteBuffer single = ByteBuffer.allocateDirect(SLOT_BYTES);
  private long pageRead = -1;
  private boolean deleted;

  private FileSlots(Path file, FileChannel channel, long capacity) {
    this.file = file;
    this.channel = channel;
    this.capacity = capacity;
  }

  static FileSlots create(Path file, long capacity) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileSlots slots = new FileSlots(file, channel, capacity);
    try {
      slots.write(capacity - 1, new long[WORDS]); // gives the file its length, and no blocks
    } catch (IOException e) {
      slots.close();
      throw e;
    }
    return slots;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public void read(long index, long[] slot) throws IOException {
    long wanted = index / SLOTS_PER_PAGE;
    if (wanted != pageRead) {
      pageRead = -1; // until it is whole
      readPage(wanted);
      pageRead = wanted;
    }
    int at = (int) (index % SLOTS_PER_PAGE) * SLOT_BYTES;
    for (int i = 0; i < WORDS; i++) {
      slot[i] = page.getLong(at + i * Long.BYTES);
    }
  }

  @Override
  public void write(long index, long[] slot) throws IOException {
    single.clear();
    for (int i = 0; i < WORDS; i++) {
      single.putLong(slot[i]);
    }
    single.flip();
    try {
      while (single.hasRemaining()) {
        channel.write(single, index * SLOT_BYTES + single.position());
      }
    } catch (IOException e) {
      throw DiskTrouble.at(file, "write the temporary file", e);
    }
    if (index / SLOTS_PER_PAGE == pageRead) {
      page.put((int) (index % SLOTS_PER_PAGE) * SLOT_BYTES, single.flip(), 0, SLOT_BYTES);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!deleted) {
      Files.deleteIfExists(file);
      deleted = true; // the second time its folder may be gone, or be another
    }
  }

  private void readPage(long number) throws IOException {
    page.clear();
    while (page.hasRemaining()) {
      if (channel.read(page, number * PAGE_BYTES + page.position()) < 0) {
        throw new IOException("the temporary file " + file + " was cut off");
      }
    }
  }
}
