// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.disk.DiskFixtures.OPTIONS;
import static org.ipfsfetch.disk.DiskFixtures.bytes;
import static org.ipfsfetch.disk.DiskFixtures.names;
import static org.ipfsfetch.disk.DiskFixtures.tree;
import static org.ipfsfetch.disk.DiskFixtures.write;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.ipfsfetch.unixfs.Mtime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is at the target before, and what is there afterwards. */
class StagingTargetTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void nameTheTarget() {
    target = folder.resolve("docs");
  }

  @Test
  void createsAnAbsentTargetWithTheModeOfAnyNewDirectory() throws Exception {
    Path ordinary = Files.createDirectory(folder.resolve("ordinary"));

    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      write(staging, "a", "A");
      assertThat(target).doesNotExist();
      assertThat(staging.commit()).isEmpty();
    }

    assertThat(target.resolve("a")).hasContent("A");
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
    assertThat(names(folder)).containsExactly("docs", "ordinary");
  }

  @Test
  void hidesTheTreeFromOthersUntilItIsComplete() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      String container = names(folder).get(0);

      assertThat(container).matches("\\.docs\\.ipfs-fetch-[0-9a-f]{16}\\.tmp");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve(container))))
          .isEqualTo("rwx------");
      assertThat(staging.target()).isEqualTo(target);
    }
  }

  @Test
  void leavesNothingBehindWithoutACommit() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      write(staging, "a", "A");
      staging.directory("d", Metadata.NONE);
      staging.file("d/half", 10, Metadata.NONE).write(0, bytes("12345"), 0, 5);
    }

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void fillsAnEmptyDirectoryAndKeepsItsInodeAndMode() throws Exception {
    Files.createDirectory(target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx-wx--x"));
    Object inode = Files.getAttribute(target, "unix:ino");

    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      staging.directory("", new Metadata(OptionalInt.of(0700), Optional.of(new Mtime(1234, 5))));
      staging.directory("d", Metadata.NONE);
      write(staging, "d/a", "A");
      write(staging, "b", "B");
      staging.symlink("link", bytes("d/a"), Optional.empty());
      assertThat(names(target)).singleElement().asString().startsWith(".ipfs-fetch-");
      assertThat(names(folder)).containsExactly("docs");
      staging.commit();
    }

    assertThat(names(target)).containsExactly("b", "d", "link");
    assertThat(target.resolve("link")).hasContent("A");
    assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(inode);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwx-wx--x");
  }

  @Test
  void leavesTheEmptyDirectoryEmptyWithoutACommit() throws Exception {
    Files.createDirectory(target);

    try (Staging staging = tree(target, Overwrite.REPLACE)) {
      write(staging, "a", "A");
    }

    assertThat(names(target)).isEmpty();
  }

  @Test
  void takesBackWhatMovedWhenAnEntryOfThatNameAppeared() throws Exception {
    Files.createDirectory(target);

    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      for (int i = 0; i < 50; i++) {
        write(staging, "n" + i, "new");
      }
      Files.writeString(target.resolve("n25"), "theirs");
      assertThatThrownBy(staging::commit)
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("appeared");
    }

    assertThat(names(target)).containsExactly("n25");
    assertThat(target.resolve("n25")).hasContent("theirs");
  }

  @Test
  void refusesATargetThatIsNotEmptyAtOnce() throws Exception {
    Files.createDirectory(target);
    Files.writeString(target.resolve("mine"), "mine");

    assertThatThrownBy(() -> Staging.open(target, Overwrite.REFUSE, OPTIONS))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("docs")
        .hasMessageContaining("not empty");
    assertThat(names(folder)).containsExactly("docs");
    assertThat(names(target)).containsExactly("mine");
  }

  @Test
  void refusesAFileAndASymlinkAtTheTarget() throws Exception {
    Files.writeString(target, "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));

    for (Path taken : new Path[] {target, link}) {
      assertThatThrownBy(() -> Staging.open(taken, Overwrite.REFUSE, OPTIONS))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("already exists");
    }
  }

  @Test
  void replacesATargetOnlyWhenAllIsThere() throws Exception {
    Files.createDirectories(target.resolve("deep/old"));

    try (Staging staging = tree(target, Overwrite.REPLACE)) {
      write(staging, "a", "A");
      assertThat(target.resolve("deep/old")).exists();
      assertThat(staging.commit()).isEmpty();
    }

    assertThat(names(target)).containsExactly("a");
    assertThat(names(folder)).containsExactly("docs");
  }

  @Test
  void replacesASymlinkItselfAndNotWhatItPointsTo() throws Exception {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Files.writeString(theirs.resolve("keep"), "keep");
    Files.createSymbolicLink(target, theirs);

    try (Staging staging = tree(target, Overwrite.REPLACE)) {
      write(staging, "a", "A");
      staging.commit();
    }

    assertThat(Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(names(theirs)).containsExactly("keep");
    assertThat(names(folder)).containsExactly("docs", "theirs");
  }

  @Test
  void keepsTheOldWhenTheNewIsUnsafe() throws Exception {
    Files.writeString(target, "old");

    try (Staging staging = tree(target, Overwrite.REPLACE)) {
      write(staging, "moo", "x");
      staging.symlink("moo", bytes("y"), Optional.empty());
      assertThatThrownBy(staging::commit).isInstanceOf(UnsafeContent.class);
    }

    assertThat(target).hasContent("old");
    assertThat(names(folder)).containsExactly("docs");
  }

  @Test
  void putsTheOldBackWhenTheNewCannotLand() throws Exception {
    Files.writeString(target, "old");
    Landing landing = SiblingLanding.create(target, Overwrite.REPLACE);
    Files.writeString(landing.tree(), "new");

    assertThatThrownBy(
            () ->
                landing.land(
                    root -> {
                      assertThat(root).hasContent("new");
                      throw new IOException("the disk broke");
                    }))
        .hasMessage("the disk broke");

    assertThat(target).hasContent("old");
    TreeRemoval.remove(landing.container());
    assertThat(names(folder)).containsExactly("docs");
  }

  @Test
  void putsTheOldBackWhenThereIsNothingToLand() throws Exception {
    Files.createDirectories(target.resolve("old"));
    Landing landing = SiblingLanding.create(target, Overwrite.REPLACE);

    assertThatThrownBy(() -> landing.land(root -> {})).isInstanceOf(IOException.class);

    assertThat(names(target)).containsExactly("old");
  }

  @Test
  void losesNothingThatAppearedAtTheTargetMeanwhile() throws Exception {
    for (RootKind kind : RootKind.values()) {
      Path place = folder.resolve(kind.name());
      try (Staging staging = Staging.open(place, Overwrite.REFUSE, OPTIONS)) {
        switch (kind) {
          case DIRECTORY -> staging.directory("", Metadata.NONE);
          case FILE -> write(staging, "", "new");
          case SYMLINK -> staging.symlink("", bytes("new"), Optional.empty());
        }
        Files.writeString(place, "theirs");
        assertThatThrownBy(staging::commit)
            .isInstanceOf(FileAlreadyExistsException.class)
            .hasMessageContaining("appeared");
      }
      assertThat(place).hasContent("theirs");
    }
    assertThat(names(folder)).hasSize(3);
  }

  @Test
  void writesARootThatIsAFile() throws Exception {
    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      FileSlot slot = staging.file("", 6, new Metadata(OptionalInt.of(0640), Optional.empty()));
      slot.write(3, bytes("def"), 0, 3);
      slot.write(0, bytes("abc"), 0, 3);
      slot.complete();
      staging.commit();
    }

    assertThat(target).hasContent("abcdef");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
    assertThat(names(folder)).containsExactly("docs");
  }

  @Test
  void writesARootThatIsASymlink() throws Exception {
    Files.writeString(folder.resolve("beside"), "beside");

    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      staging.symlink("", bytes("beside"), Optional.of(new Mtime(86_400, 7_000)));
      staging.commit();
    }

    assertThat(target).hasContent("beside");
    assertThat(Files.getLastModifiedTime(target, LinkOption.NOFOLLOW_LINKS).toInstant())
        .isEqualTo("1970-01-02T00:00:00.000007Z");
  }

  @Test
  void refusesToPutAFileOverAnEmptyDirectory() throws Exception {
    Files.createDirectory(target);

    try (Staging staging = Staging.open(target, Overwrite.REFUSE, OPTIONS)) {
      assertThatThrownBy(() -> write(staging, "", "x"))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("is a directory, and what was fetched is a file");
    }

    assertThat(target).isEmptyDirectory();
  }

  @Test
  void replacesAnEmptyDirectoryByAFileIfTold() throws Exception {
    Files.createDirectory(target);

    try (Staging staging = Staging.open(target, Overwrite.REPLACE, OPTIONS)) {
      for (int i = 0; i < 70_000; i++) { // so that the index has a file in the old directory
        staging.seenIndex().put(bytes("" + i), 0x55, new SeenIndex.Location(0, i, 1));
      }
      write(staging, "", "file");
      staging.commit();
    }

    assertThat(target).hasContent("file");
    assertThat(names(folder)).containsExactly("docs");
  }

  @Test
  void saysThatTheFolderAroundTheTargetIsMissing() {
    assertThatThrownBy(() -> Staging.open(folder.resolve("no/where"), Overwrite.REFUSE, OPTIONS))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no: the folder that is to hold")
        .hasMessageContaining("does not exist");
  }

  @Test
  void saysThatTheFolderAroundTheTargetIsAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Staging.open(file.resolve("x"), Overwrite.REFUSE, OPTIONS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void takesATargetWithoutANameOfItsOwn() throws Exception {
    Files.createDirectories(folder.resolve("x/y"));
    Path dots = folder.resolve("x/y/..");

    try (Staging staging = tree(dots, Overwrite.REPLACE)) {
      write(staging, "a", "A");
      staging.commit();
    }

    assertThat(names(folder.resolve("x"))).containsExactly("a");
  }

  @Test
  void refusesToReplaceTheRootOfAFileSystem() {
    assertThatThrownBy(() -> Staging.open(Path.of("/"), Overwrite.REPLACE, OPTIONS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("root of a file system");
  }

  @Test
  void takesATargetWithTheLongestName() throws Exception {
    Path longest = folder.resolve("n".repeat(255));

    try (Staging staging = tree(longest, Overwrite.REFUSE)) {
      staging.commit();
    }

    assertThat(longest).isEmptyDirectory();
  }

  @Test
  void closesTwiceAndRefusesToWriteAfterwards() throws Exception {
    Staging staging = tree(target, Overwrite.REFUSE);
    FileSlot slot = staging.file("a", 1, Metadata.NONE);
    staging.close();
    staging.close();

    assertThatThrownBy(() -> write(staging, "b", "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("writing has ended");
    assertThatThrownBy(() -> slot.write(0, bytes("x"), 0, 1)).isInstanceOf(IOException.class);
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void doesNotCommitATreeWithAnIncompleteFile() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      staging.file("half", 2, Metadata.NONE).write(0, bytes("x"), 0, 1);

      assertThatThrownBy(staging::commit).isInstanceOf(IllegalStateException.class);
    }
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void doesNotCommitATreeWithAFileThatCouldNotBeWritten() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      assertThatThrownBy(() -> write(staging, "missing/a", "x")).isInstanceOf(IOException.class);

      assertThatThrownBy(staging::commit).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void takesBackWhatMovedEvenOnAnInterruptedThread() throws Exception {
    Files.createDirectory(target);
    Landing landing = InPlaceLanding.create(target, Overwrite.REFUSE);
    Files.createDirectory(landing.tree());
    String name = "n".repeat(200);
    for (int i = 0; i < 1500; i++) { // more names than are kept in memory
      Files.createFile(landing.tree().resolve(name + i));
    }

    assertThatThrownBy(
            () ->
                landing.land(
                    root -> {
                      assertThat(names(root)).hasSize(1501);
                      Thread.currentThread().interrupt();
                      throw new IOException("the disk broke");
                    }))
        .hasMessage("the disk broke");
    TreeRemoval.remove(landing.container());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void doesNotLandOnAnInterruptedThread() throws Exception {
    try (Staging staging = tree(target, Overwrite.REFUSE)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(staging::commit).isInstanceOf(IOException.class);
      assertThat(Thread.currentThread().isInterrupted())
          .isTrue(); // and it is cleaned up all the same
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(names(folder)).isEmpty();
  }
}
