// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.disk.DiskFixtures.OPTIONS;
import static org.ipfsfetch.disk.DiskFixtures.bytes;
import static org.ipfsfetch.disk.DiskFixtures.names;
import static org.ipfsfetch.disk.DiskFixtures.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.unixfs.Mtime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes and times. */
class StagingMetadataTest {
  private static final Mtime MTIME = new Mtime(1_600_000_000, 123_456_789);
  private static final Instant INSTANT = Instant.ofEpochSecond(1_600_000_000, 123_456_789);

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void nameTheTarget() {
    target = folder.resolve("docs");
  }

  private static Metadata metadata(int mode) {
    return new Metadata(OptionalInt.of(mode), Optional.of(MTIME));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Instant mtime(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }

  /** Two nested directories and files, all with modes that would be in the way if set early. */
  private void writeTree(Staging staging) throws IOException {
    staging.directory("d", metadata(0555));
    staging.directory("d/e", metadata(0500));
    staging.writeWhole("d/e/whole", metadata(0444), bytes("1"), 0, 1);
    FileSlot slot = staging.file("d/slot", 1, metadata(0200));
    slot.write(0, bytes("2"), 0, 1);
    slot.complete();
    staging.symlink("d/link", bytes("e"), Optional.of(MTIME));
    staging.readBack("d/slot", 0, new byte[1], 0, 1);
  }

  private void assertTree() throws IOException {
    assertThat(mode(target.resolve("d"))).isEqualTo("r-xr-xr-x");
    assertThat(mode(target.resolve("d/slot"))).isEqualTo("-w-------");
    assertThat(mode(target.resolve("d/e"))).isEqualTo("r-x------");
    assertThat(mode(target.resolve("d/e/whole"))).isEqualTo("r--r--r--");
    for (String path : new String[] {"d", "d/slot", "d/e", "d/e/whole"}) {
      assertThat(mtime(target.resolve(path))).as(path).isEqualTo(INSTANT);
    }
    // JDK 17 sets the time of a link in microseconds.
    assertThat(mtime(target.resolve("d/link"))).isBetween(INSTANT.minusNanos(789), INSTANT);
  }

  @Test
  void setsModesAndNanosecondsFromTheLeavesToTheRoot() throws Exception {
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      staging.directory("", metadata(0555));
      writeTree(staging);
      staging.commit();
    }

    assertTree();
    assertThat(mode(target)).isEqualTo("r-xr-xr-x");
    assertThat(mtime(target)).isEqualTo(INSTANT);
    assertThat(names(folder)).containsExactly("docs");
    TreeRemoval.remove(target); // the test's own cleaning would stop at these modes
  }

  @Test
  void setsThemInADirectoryThatWasThereBefore() throws Exception {
    Files.createDirectory(target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxrwx---"));

    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      staging.directory("", metadata(0500));
      writeTree(staging);
      staging.commit();
      assertThat(mtime(target)).isEqualTo(INSTANT);
    }

    assertTree();
    assertThat(mode(target)).isEqualTo("rwxrwx---");
    TreeRemoval.remove(target);
  }

  @Test
  void removesAnUnfinishedTreeWithModesThatKeepItsOwnerOut() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      writeTree(staging);
      Path container = folder.resolve(names(folder).get(0));
      Files.setPosixFilePermissions(
          container.resolve("tree/d/e"), PosixFilePermissions.fromString("---------"));
      Files.setPosixFilePermissions(
          container.resolve("tree/d"), PosixFilePermissions.fromString("r-x------"));
    }

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void dropsSetUidSetGidAndStickyBits() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.writeWhole("a", metadata(07755), bytes("x"), 0, 1);
      staging.directory("d", metadata(0107777));
      staging.commit();
    }

    assertThat((int) Files.getAttribute(target.resolve("a"), "unix:mode") & 07777).isEqualTo(0755);
    assertThat((int) Files.getAttribute(target.resolve("d"), "unix:mode") & 07777).isEqualTo(0777);
  }

  @Test
  void leavesModesToTheUmaskAndTimesToTheClockWhereNoneAreStored() throws Exception {
    Path ordinary = Files.writeString(folder.resolve("ordinary"), "");
    Instant before = mtime(ordinary);

    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      DiskFixtures.write(staging, "a", "x");
      staging.commit();
    }

    assertThat(mode(target.resolve("a"))).isEqualTo(mode(ordinary));
    assertThat(mtime(target.resolve("a"))).isAfterOrEqualTo(before);
  }

  @Test
  void takesTimesBeforeTheEpochAndSurvivesAbsurdOnes() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      writeAt(staging, "old", new Mtime(-1000, 500_000_000));
      writeAt(staging, "first", new Mtime(Long.MIN_VALUE, 0));
      writeAt(staging, "last", new Mtime(Long.MAX_VALUE, 999_999_999));
      staging.commit();
    }

    assertThat(mtime(target.resolve("old"))).isEqualTo(Instant.ofEpochSecond(-1000));
    assertThat(names(target)).containsExactly("first", "last", "old");
  }

  private static void writeAt(Staging staging, String path, Mtime mtime) throws IOException {
    Metadata metadata = new Metadata(OptionalInt.empty(), Optional.of(mtime));
    staging.writeWhole(path, metadata, bytes("x"), 0, 1);
  }

  @Test
  void remembersMoreDirectoriesThanItKeepsInMemory() throws Exception {
    int count = 1_500;
    String name = "directory".repeat(25);
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      for (int i = 0; i < count; i++) {
        staging.directory(name + i, metadata(0711));
      }
      assertThat(folder.resolve(names(folder).get(0)).resolve("metadata")).exists();
      staging.commit();
    }

    assertThat(names(folder)).containsExactly("docs");
    assertThat(mode(target.resolve(name + 0))).isEqualTo("rwx--x--x");
    assertThat(mode(target.resolve(name + (count - 1)))).isEqualTo("rwx--x--x");
    assertThat(mtime(target.resolve(name + 700))).isEqualTo(INSTANT);
  }
}
