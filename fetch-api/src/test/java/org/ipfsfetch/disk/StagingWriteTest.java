// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.disk.DiskFixtures.OPTIONS;
import static org.ipfsfetch.disk.DiskFixtures.bytes;
import static org.ipfsfetch.disk.DiskFixtures.names;
import static org.ipfsfetch.disk.DiskFixtures.tree;
import static org.ipfsfetch.disk.DiskFixtures.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.failure.FetchException.LimitExceeded;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, directories and paths. */
class StagingWriteTest {
  private static final int BLOCK = 1000;

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void nameTheTarget() {
    target = folder.resolve("docs");
  }

  @Test
  void takesTheBlocksOfManyFilesInAnyOrderFromSeveralThreads() throws Exception {
    int files = 300; // more than may be open at once
    int blocks = 8;
    byte[] content = new byte[blocks * BLOCK];
    new Random(1).nextBytes(content);
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      List<FileSlot> slots = new ArrayList<>();
      List<Callable<Void>> writes = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        FileSlot slot = staging.file("f" + i, content.length, Metadata.NONE);
        slots.add(slot);
        for (int block = 0; block < blocks; block++) {
          int at = block * BLOCK;
          writes.add(
              () -> {
                slot.write(at, content, at, BLOCK);
                return null;
              });
        }
      }
      Collections.shuffle(writes, new Random(2));

      runAll(writes);
      for (FileSlot slot : slots) {
        slot.complete();
      }
      staging.commit();
    }

    for (int i = 0; i < files; i++) {
      assertThat(target.resolve("f" + i)).hasBinaryContent(content);
    }
  }

  private static void runAll(List<Callable<Void>> writes) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> write : pool.invokeAll(writes)) {
        write.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void writesMoreThanOneSliceAtOnce() throws Exception {
    byte[] content = new byte[(5 << 19) + 17];
    new Random(3).nextBytes(content);

    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.writeWhole("whole", Metadata.NONE, content, 1, content.length - 1);
      FileSlot slot = staging.file("slot", content.length, Metadata.NONE);
      slot.write(0, content, 0, content.length);
      slot.complete();
      staging.commit();
    }

    assertThat(target.resolve("whole"))
        .hasBinaryContent(Arrays.copyOfRange(content, 1, content.length));
    assertThat(target.resolve("slot")).hasBinaryContent(content);
  }

  @Test
  void refusesToCompleteAFileWithAHole() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      FileSlot slot = staging.file("a", 10, Metadata.NONE);
      slot.write(5, bytes("67890"), 0, 5);

      assertThatThrownBy(slot::complete)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("only 5 of 10 bytes");
    }
  }

  @Test
  void refusesToWriteBeyondTheDeclaredSize() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      FileSlot slot = staging.file("a", 4, Metadata.NONE);

      assertThatThrownBy(() -> slot.write(2, bytes("abc"), 0, 3))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> slot.write(Long.MAX_VALUE, bytes("abc"), 0, 3))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void writesEmptyFilesAndEmptyDirectories() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.directory("empty", Metadata.NONE);
      write(staging, "whole", "");
      staging.file("slot", 0, Metadata.NONE).complete();
      staging.commit();
    }

    assertThat(names(target)).containsExactly("empty", "slot", "whole");
    assertThat(target.resolve("slot")).isEmptyFile();
  }

  @Test
  void readsBackWhatIsWrittenWhetherTheFileIsCompleteOrNot() throws Exception {
    byte[] into = new byte[6];
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      write(staging, "done", "0123456789");
      FileSlot open = staging.file("open", 10, Metadata.NONE);
      open.write(4, bytes("efgh"), 0, 4);

      staging.readBack("done", 2, into, 0, 3);
      staging.readBack("open", 5, into, 3, 3);

      assertThat(into).isEqualTo(bytes("234fgh"));
      assertThatThrownBy(() -> staging.readBack("open", 6, into, 0, 3))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ends before byte 9");
    }
  }

  @Test
  void findsOutThatTwoEntriesHaveOneName() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      write(staging, "moo", "x");
      staging.directory("dir", Metadata.NONE);

      assertThatThrownBy(() -> write(staging, "moo", "y"))
          .isInstanceOf(UnsafeContent.class)
          .hasMessageContaining("two entries named \"moo\"");
      assertThatThrownBy(() -> staging.file("dir", 1, Metadata.NONE))
          .isInstanceOf(UnsafeContent.class);
      assertThatThrownBy(() -> staging.directory("moo", Metadata.NONE))
          .isInstanceOf(UnsafeContent.class);
    }
  }

  @Test
  void keepsNamesApartThatDifferOnlyInCaseOrSaysThatItCannot() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      write(staging, "README", "upper");
      if (Files.exists(lowerCaseTwin("README"))) {
        assertThatThrownBy(() -> write(staging, "readme", "lower"))
            .isInstanceOf(UnsafeContent.class);
      } else {
        write(staging, "readme", "lower");
        staging.commit();
        assertThat(target.resolve("README")).hasContent("upper");
        assertThat(target.resolve("readme")).hasContent("lower");
      }
    }
  }

  private Path lowerCaseTwin(String name) throws IOException {
    Path probe = Files.createDirectory(folder.resolve("probe"));
    Files.writeString(probe.resolve(name), "");
    return probe.resolve(name.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void refusesPathsThatAreNoPlainPaths() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      for (String path :
          List.of(
              "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b", "./a", "a/../..", "a\0b")) {
        assertThatThrownBy(() -> write(staging, path, "x"))
            .as(path)
            .isInstanceOf(UnsafeContent.class);
        assertThatThrownBy(() -> staging.symlink(path, bytes("x"), java.util.Optional.empty()))
            .as(path)
            .isInstanceOf(UnsafeContent.class);
      }
      for (String path : List.of("...", "..a", "a..", ".a", "a.", "-", "~", "\\")) {
        assertThatCode(() -> write(staging, path, "x")).as(path).doesNotThrowAnyException();
      }
    }
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void endsADeepTreeAtTheLimitOfDepth() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      assertThatThrownBy(() -> descend(staging, 2000))
          .isInstanceOf(LimitExceeded.class)
          .hasMessageContaining("257 levels deep, more than the limit of 256");
    }
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void endsALongPathAtTheLimitOfLength() throws Exception {
    StagingOptions narrow = new StagingOptions(100, 20, SymlinkPolicy.REFUSE_ESCAPING, false);
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, narrow)) {
      staging.directory("", Metadata.NONE);

      write(staging, "x".repeat(20), "20 bytes");
      assertThatThrownBy(() -> write(staging, "é".repeat(10) + "x", "21 bytes"))
          .isInstanceOf(LimitExceeded.class)
          .hasMessageContaining("has 21 bytes, more than the limit of 20");
    }
  }

  @Test
  void endsAtThePathLimitOfThePlatformIfNoOtherIsSet() throws Exception {
    StagingOptions wide = new StagingOptions(5000, 1 << 20, SymlinkPolicy.REFUSE_ESCAPING, false);
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, wide)) {
      staging.directory("", Metadata.NONE);

      assertThatThrownBy(() -> descend(staging, 5000))
          .isInstanceOf(LimitExceeded.class)
          .hasMessageContaining("too long for this file system");
    }
    assertThat(names(folder)).isEmpty();
  }

  private static void descend(Staging staging, int levels) throws IOException {
    StringBuilder path = new StringBuilder("down");
    for (int i = 0; i < levels; i++) {
      staging.directory(path.toString(), Metadata.NONE);
      path.append("/down");
    }
  }

  @Test
  void wantsTheRootFirst() throws Exception {
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      assertThatThrownBy(() -> write(staging, "a", "x")).isInstanceOf(IllegalStateException.class);
      staging.directory("", Metadata.NONE);
      assertThatThrownBy(() -> staging.directory("", Metadata.NONE))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void forcesFilesToTheDeviceIfAsked() throws Exception {
    StagingOptions synced = new StagingOptions(9, 99, SymlinkPolicy.REFUSE_ESCAPING, true);
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, synced)) {
      staging.directory("", Metadata.NONE);
      write(staging, "a", "A");
      FileSlot slot = staging.file("b", 1, Metadata.NONE);
      slot.write(0, bytes("B"), 0, 1);
      slot.complete();
      staging.commit();
    }

    assertThat(target.resolve("a")).hasContent("A");
    assertThat(target.resolve("b")).hasContent("B");
  }

  @Test
  void writesNaughtyNamesAsTheyAreOrRefusesThem() throws Exception {
    List<?> candidates = (List<?>) Vectors.read("naughty-names.json").get("names");
    List<String> written = new ArrayList<>();
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      for (Object candidate : candidates) {
        String name = (String) candidate;
        if (isPlain(name)) {
          writeUnlessThere(staging, EntryName.parse(bytes(name)), written);
        } else {
          assertThatThrownBy(() -> EntryName.parse(bytes(name))).isInstanceOf(UnsafeContent.class);
        }
      }
      staging.commit();
    }

    assertThat(candidates).hasSize(309);
    assertThat(written).hasSizeGreaterThan(100);
    assertThat(names(target)).containsExactlyInAnyOrderElementsOf(written);
  }

  private static boolean isPlain(String name) {
    return !List.of("", ".", "..").contains(name)
        && !name.contains("/")
        && !name.contains("\0")
        && bytes(name).length <= 255;
  }

  /** In a process without a locale, names beyond ASCII are refused and not garbled. */
  private static void writeUnlessThere(Staging staging, String name, List<String> written)
      throws IOException {
    if (written.contains(name)) {
      return;
    }
    boolean unicode = System.getProperty("sun.jnu.encoding").equals("UTF-8");
    if (unicode || name.chars().allMatch(c -> c < 0x80)) {
      write(staging, name, name);
      written.add(name);
    } else {
      assertThatThrownBy(() -> write(staging, name, name)).hasMessageContaining("LC_ALL=C.UTF-8");
    }
  }
}
