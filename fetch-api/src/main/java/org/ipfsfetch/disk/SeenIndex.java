// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a block's bytes already are: from a digest and its codec to a range of a written file.
 *
 * <p>Open addressing with linear probing, never more than half full. A small table in memory
 * doubles as it fills; from {@value #MEMORY_ENTRIES} entries on the table is a file, so heap use
 * ends at some megabytes however large the DAG. A slot is eight words: four of digest, codec, path,
 * offset, and the two lengths in one, which is zero only in an empty slot. Where a key belongs
 * depends on a random number, so that nobody can prepare digests that all belong in one place.
 *
 * <p>For one thread. Whoever opens it closes it, which deletes its file.
 */
public final class SeenIndex implements AutoCloseable {
  private static final int MAX_DIGEST_BYTES = 32;
  private static final int MEMORY_ENTRIES = 65_536; // 8 MiB of slots
  private static final int FIRST_CAPACITY = 1024;

  private final Path file;
  private final long seed = new SecureRandom().nextLong();
  private SlotStore slots = new MemorySlots(FIRST_CAPACITY);
  private long size;
  private int files;

  /**
   * A range of a file that is written.
   *
   * @param pathId the file, by its number in a {@link PathTable}
   * @param offset first byte
   * @param length how many bytes
   */
  public record Location(long pathId, long offset, int length) {
    public Location {
      if (length < 0) {
        throw new IllegalArgumentException("negative length " + length);
      }
    }
  }

  private SeenIndex(Path file) {
    this.file = file;
  }

  /** A new index; {@code file} and names that begin like it must not exist, and are made late. */
  public static SeenIndex spillingTo(Path file) {
    return new SeenIndex(file);
  }

  /**
   * The range that holds the block with this digest.
   *
   * @param digest 1 to 32 bytes; of a longer one the first 32 are enough
   */
  public Optional<Location> find(byte[] digest, long codec) throws IOException {
    long[] wanted = key(digest, codec);
    long[] slot = new long[SlotStore.WORDS];
    seek(slots, wanted, slot);
    return isEmpty(slot)
        ? Optional.empty()
        : Optional.of(new Location(slot[5], slot[6], (int) (slot[7] >>> Byte.SIZE)));
  }

  /** Remembers the range, instead of an earlier one of the same key. */
  public void put(byte[] digest, long codec, Location location) throws IOException {
    long[] entry = key(digest, codec);
    entry[5] = location.pathId();
    entry[6] = location.offset();
    entry[7] |= (long) location.length() << Byte.SIZE;
    if (2 * (size + 1) > slots.capacity()) {
      grow();
    }
    long[] slot = new long[SlotStore.WORDS];
    long index = seek(slots, entry, slot);
    slots.write(index, entry);
    if (isEmpty(slot)) {
      size++;
    }
  }

  /** How many keys are known. */
  public long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    slots.close();
  }

  /** Copies the slot of the key, or the empty one where it belongs, and gives its index. */
  private long seek(SlotStore table, long[] key, long[] slot) throws IOException {
    long mask = table.capacity() - 1;
    // By the high bits: a table twice as large has the same order, so it is filled front to back.
    long index = hash(key) >>> Long.numberOfLeadingZeros(mask);
    table.read(index, slot);
    while (!isEmpty(slot) && !isSameKey(slot, key)) {
      index = (index + 1) & mask;
      table.read(index, slot);
    }
    return index;
  }

  private void grow() throws IOException {
    SlotStore larger =
        size < MEMORY_ENTRIES
            ? new MemorySlots((int) (2 * slots.capacity()))
            : FileSlots.create(
                file.resolveSibling(file.getFileName() + "." + files++), 2 * slots.capacity());
    try {
      copyTo(larger);
    } catch (IOException e) {
      larger.close();
      throw e;
    }
    slots.close();
    slots = larger;
  }

  private void copyTo(SlotStore larger) throws IOException {
    long[] entry = new long[SlotStore.WORDS];
    long[] free = new long[SlotStore.WORDS];
    for (long i = 0; i < slots.capacity(); i++) {
      slots.read(i, entry);
      if (!isEmpty(entry)) {
        larger.write(seek(larger, entry, free), entry);
      }
    }
  }

  private long hash(long[] key) {
    long hash = seed;
    for (int i = 0; i < 5; i++) {
      hash = (hash ^ key[i]) * 0x9E3779B97F4A7C15L; // the golden ratio: odd, bits well mixed
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private static long[] key(byte[] digest, long codec) {
    Objects.checkIndex(digest.length - 1, MAX_DIGEST_BYTES);
    ByteBuffer padded = ByteBuffer.allocate(MAX_DIGEST_BYTES).put(digest).rewind();
    long[] key = new long[SlotStore.WORDS];
    padded.asLongBuffer().get(key, 0, MAX_DIGEST_BYTES / Long.BYTES);
    key[4] = codec;
    key[7] = digest.length;
    return key;
  }

  private static boolean isSameKey(long[] slot, long[] key) {
    return slot[0] == key[0]
        && slot[1] == key[1]
        && slot[2] == key[2]
        && slot[3] == key[3]
        && slot[4] == key[4]
        && (byte) slot[7] == (byte) key[7];
  }

  private static boolean isEmpty(long[] slot) {
    return slot[7] == 0;
  }
}
