// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.disk.DiskFixtures.bytes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {
  @TempDir Path folder;

  @Test
  void readsItsRecordsFromEitherEndWhetherSpilledOrNot() throws Exception {
    Path file = folder.resolve("spill");
    Random random = new Random(5);
    List<byte[]> records = new ArrayList<>();
    try (SpillFile spill = new SpillFile(file)) {
      for (int i = 0; i < 5000; i++) {
        byte[] record = new byte[i == 2500 ? 1 << 20 : random.nextInt(300)];
        random.nextBytes(record);
        records.add(record);
        spill.append(record);
      }

      long at = 0;
      for (byte[] record : records) {
        assertThat(spill.at(at)).isEqualTo(record);
        at = spill.after(at);
      }
      assertThat(at).isEqualTo(spill.end());
      for (int i = records.size() - 1; i >= 0; i--) {
        at = spill.before(at);
        assertThat(spill.at(at)).isEqualTo(records.get(i));
      }
      assertThat(at).isZero();
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void makesNoFileForAFewRecords() throws Exception {
    Path file = folder.resolve("spill");
    try (SpillFile spill = new SpillFile(file)) {
      long empty = spill.append(new byte[0]);
      spill.append(bytes("abc"));

      assertThat(spill.at(empty)).isEmpty();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void givesPathsTheirNumbers() throws Exception {
    try (PathTable table = PathTable.spillingTo(folder.resolve("paths"))) {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        ids.add(table.add("directory/näme-" + i));
      }

      for (int i = 0; i < ids.size(); i += 777) {
        assertThat(table.path(ids.get(i))).isEqualTo("directory/näme-" + i);
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
