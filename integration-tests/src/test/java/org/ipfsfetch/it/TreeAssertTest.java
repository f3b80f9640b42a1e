// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the comparison on which all other tests rely sees each kind of difference. */
class TreeAssertTest {
  private static final Instant TIME = Instant.parse("2020-02-29T23:59:59.123456789Z");

  @TempDir private Path folder;
  private Path one;
  private Path other;

  @FunctionalInterface
  private interface Change {
    void make(Path tree) throws IOException;
  }

  @BeforeEach
  void writeTwins() throws IOException {
    one = write(folder.resolve("one"));
    other = write(folder.resolve("other"));
  }

  private static Path write(Path tree) throws IOException {
    Files.createDirectories(tree.resolve("below"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("below"));
    Files.writeString(tree.resolve("below/file"), "content");
    for (Path path : new Path[] {tree.resolve("below/file"), tree.resolve("below"), tree}) {
      Files.setLastModifiedTime(path, FileTime.from(TIME));
    }
    Files.getFileAttributeView(
            tree.resolve("link"), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(TIME), FileTime.from(TIME), FileTime.from(TIME));
    return tree;
  }

  private void assertSeen(Change change, String message) throws IOException {
    change.make(other);
    assertThatThrownBy(() -> assertThatTree(other).isSameAs(one))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }

  private void assertSeenInMetadataOnly(Change change, String message) throws IOException {
    change.make(other);
    assertThatTree(other).isSameAs(one);
    assertThatThrownBy(() -> assertThatTree(other).isSameWithMetadataAs(one))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(message);
  }

  @Test
  void twinsAreTheSame() throws IOException {
    assertThatTree(other).isSameAs(one).isSameWithMetadataAs(one);
  }

  @Test
  void oneByteOfAFileIsSeen() throws IOException {
    assertSeen(
        tree -> Files.writeString(tree.resolve("below/file"), "contenT"),
        "'below/file' differs from byte 6 on");
  }

  @Test
  void aFileTooManyIsSeen() throws IOException {
    assertSeen(
        tree -> Files.createFile(tree.resolve("more")),
        "'more' is file of 0 bytes, should be nothing");
  }

  @Test
  void aMissingEmptyFolderIsSeen() throws IOException {
    Files.createDirectory(one.resolve("empty"));

    assertSeen(tree -> {}, "'empty' is nothing, should be directory");
  }

  @Test
  void anotherLinkTargetIsSeen() throws IOException {
    assertSeen(
        tree -> {
          Files.delete(tree.resolve("link"));
          Files.createSymbolicLink(tree.resolve("link"), Path.of("./below"));
        },
        "'link' is link to ./below, should be link to below");
  }

  @Test
  void aLinkInPlaceOfWhatItLeadsToIsSeen() throws IOException {
    assertSeen(
        tree -> {
          Files.move(tree.resolve("below"), folder.resolve("elsewhere"));
          Files.createSymbolicLink(tree.resolve("below"), folder.resolve("elsewhere"));
        },
        "'below' is link to");
  }

  @Test
  void aNanosecondIsSeen() throws IOException {
    assertSeenInMetadataOnly(
        tree ->
            Files.setLastModifiedTime(tree.resolve("below/file"), FileTime.from(TIME.plusNanos(1))),
        "2020-02-29T23:59:59.123456790Z");
  }

  @Test
  void aFoldersPermissionIsSeen() throws IOException {
    assertSeenInMetadataOnly(
        tree ->
            Files.setPosixFilePermissions(
                tree.resolve("below"), PosixFilePermissions.fromString("rwx------")),
        "'below' is directory rwx------");
  }
}
