// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.ipfsfetch.disk.DiskFixtures.names;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
  @TempDir Path folder;

  /** Made from the inside out, by moving what is there into a new directory each time. */
  private static void makeDeep(Path top, int levels) throws Exception {
    Path one = top.resolve("deeper");
    Path other = top.resolve("next");
    Files.createDirectory(one);
    Files.writeString(one.resolve("file"), "");
    for (int i = 0; i < levels; i++) {
      Files.createDirectory(other);
      Files.move(one, other.resolve("deeper"));
      Files.move(other, one);
    }
  }

  @Test
  void removesATreeThatIsDeeperThanAnyPath() throws Exception {
    Path top = Files.createDirectory(folder.resolve("top"));
    makeDeep(top, 2000);

    TreeRemoval.remove(top);

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void removesLinksAndNotWhatTheyPointTo() throws Exception {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Files.writeString(theirs.resolve("keep"), "");
    Path top = Files.createDirectory(folder.resolve("top"));
    Files.createSymbolicLink(top.resolve("link"), theirs);
    Files.createSymbolicLink(folder.resolve("top-link"), theirs);

    TreeRemoval.remove(top);
    TreeRemoval.remove(folder.resolve("top-link"));

    assertThat(names(folder)).containsExactly("theirs");
    assertThat(names(theirs)).containsExactly("keep");
  }

  @Test
  void removesManyDirectoriesBesideEachOther() throws Exception {
    Path top = Files.createDirectory(folder.resolve("top"));
    for (int i = 0; i < 1100; i++) {
      Files.createDirectories(top.resolve("d" + i).resolve("e"));
    }

    TreeRemoval.remove(top);

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void opensDirectoriesThatKeepTheirOwnerOut() throws Exception {
    Path top = Files.createDirectory(folder.resolve("top"));
    Path inner = Files.createDirectories(top.resolve("a/b"));
    Files.writeString(inner.resolve("file"), "");
    for (Path closed : new Path[] {inner, inner.getParent(), top}) {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    }

    TreeRemoval.remove(top);

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void findsNothingToDoWhereNothingIs() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatCode(() -> TreeRemoval.remove(folder.resolve("nothing"))).doesNotThrowAnyException();
    assertThatCode(() -> TreeRemoval.remove(file.resolve("below"))).doesNotThrowAnyException();
    TreeRemoval.remove(file);
    assertThat(names(folder)).isEmpty();
  }
}
