// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.ipfsfetch.disk.SeenIndex.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenIndexTest {
  private static final long RAW = 0x55;

  @TempDir Path folder;

  private static byte[] digest(long number) {
    return ByteBuffer.allocate(32).putLong(24, number).array();
  }

  @Test
  void findsEachOf300000EntriesAndNoOther() throws Exception {
    int count = 300_000;
    try (SeenIndex index = SeenIndex.spillingTo(folder.resolve("seen"))) {
      for (int i = 0; i < count; i++) {
        index.put(digest(i), RAW, new Location(i, 1L << 40 | i, i));
      }

      assertThat(index.size()).isEqualTo(count);
      for (int i = 0; i < count; i += 7) {
        assertThat(index.find(digest(i), RAW)).contains(new Location(i, 1L << 40 | i, i));
        assertThat(index.find(digest(i + count), RAW)).isEmpty();
      }
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tellsCodecsAndLengthsOfDigestsApart() throws Exception {
    try (SeenIndex index = SeenIndex.spillingTo(folder.resolve("seen"))) {
      index.put(new byte[] {1}, RAW, new Location(1, 0, 0));
      index.put(new byte[] {1, 0}, RAW, new Location(2, 0, Integer.MAX_VALUE));
      index.put(new byte[] {1}, 0x70, new Location(3, 0, 1));

      assertThat(index.find(new byte[] {1}, RAW)).contains(new Location(1, 0, 0));
      assertThat(index.find(new byte[] {1, 0}, RAW))
          .contains(new Location(2, 0, Integer.MAX_VALUE));
      assertThat(index.find(new byte[] {1}, 0x70)).contains(new Location(3, 0, 1));
      assertThat(index.find(new byte[] {1, 0, 0}, RAW)).isEmpty();
    }
  }

  @Test
  void keepsTheLatestPlaceOfAKey() throws Exception {
    try (SeenIndex index = SeenIndex.spillingTo(folder.resolve("seen"))) {
      index.put(digest(1), RAW, new Location(1, 1, 1));
      index.put(digest(1), RAW, new Location(2, 2, 2));

      assertThat(index.find(digest(1), RAW)).contains(new Location(2, 2, 2));
      assertThat(index.size()).isEqualTo(1);
    }
  }

  @Test
  void refusesDigestsThatDoNotFit() throws Exception {
    try (SeenIndex index = SeenIndex.spillingTo(folder.resolve("seen"))) {
      for (int length : new int[] {0, 33}) {
        assertThatThrownBy(() -> index.find(new byte[length], RAW))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }
}
