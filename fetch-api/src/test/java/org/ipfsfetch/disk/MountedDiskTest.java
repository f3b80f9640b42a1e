// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.disk.DiskFixtures.OPTIONS;
import static org.ipfsfetch.disk.DiskFixtures.names;
import static org.ipfsfetch.disk.DiskFixtures.tree;
import static org.ipfsfetch.disk.DiskFixtures.write;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipfsfetch.failure.FetchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small file system of its own, where the tests may mount one: full, read-only, a mount point.
 */
class MountedDiskTest {
  private static final int BLOCK = 64 << 10;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    String trouble = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    if (!trouble.isEmpty()) {
      System.out.println("skipped, no file system can be mounted here: " + trouble);
      abort("no file system can be mounted here: " + trouble);
    }
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  /** What it said if it failed, else nothing. */
  private static String run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      return process.waitFor() == 0 ? "" : said.strip() + " ";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void saysThatTheDiskIsFullAndLeavesNothing() throws Exception {
    Path target = disk.resolve("docs");
    byte[] block = new byte[BLOCK];

    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      FileSlot slot = staging.file("large", 100L * BLOCK, Metadata.NONE);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  slot.write((long) i * BLOCK, block, 0, BLOCK);
                }
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FetchException.class)
          .hasMessage("cannot write \"large\" of " + target + ": no space left on the disk");
      assertThatThrownBy(() -> staging.writeWhole("small", Metadata.NONE, block, 0, BLOCK))
          .hasMessageContaining("no space left on the disk");
    }

    assertThat(names(disk)).isEmpty();
  }

  @Test
  void keepsTheOldWhenTheDiskIsFull() throws Exception {
    Path target = Files.writeString(disk.resolve("docs"), "old");

    try (Staging staging = Staging.open(target, Overwrite.REPLACE, OPTIONS)) {
      byte[] much = new byte[2 << 20];
      assertThatThrownBy(() -> staging.writeWhole("", Metadata.NONE, much, 0, much.length))
          .hasMessage("cannot write " + target + ": no space left on the disk");
    }

    assertThat(names(disk)).containsExactly("docs");
    assertThat(target).hasContent("old");
  }

  @Test
  void fillsAMountPointAndEmptiesItAfterAFailure() throws Exception {
    try (Staging staging = tree(disk, Overwrite.REFUSE)) {
      write(staging, "a", "A");
    }
    assertThat(names(disk)).isEmpty();

    try (Staging staging = tree(disk, Overwrite.REPLACE)) {
      staging.directory("d", Metadata.NONE);
      write(staging, "d/a", "A");
      staging.commit();
    }
    assertThat(names(disk)).containsExactly("d");
    assertThat(disk.resolve("d/a")).hasContent("A");
  }

  @Test
  void saysThatAMountPointCannotBeReplaced() throws Exception {
    Files.writeString(disk.resolve("mine"), "mine");

    try (Staging staging = tree(disk, Overwrite.REPLACE)) {
      write(staging, "a", "A");
      assertThatThrownBy(staging::commit)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("perhaps as a mount point");
    }

    assertThat(names(disk)).containsExactly("mine");
    assertThat(names(folder)).containsExactly("disk");
  }

  @Test
  void saysThatTheFileSystemIsReadOnlyBeforeAnythingIsFetched() throws Exception {
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isEmpty();

    assertThatThrownBy(() -> Staging.open(disk.resolve("docs"), Overwrite.REFUSE, OPTIONS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> Staging.open(disk, Overwrite.REFUSE, OPTIONS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read-only");
  }
}
