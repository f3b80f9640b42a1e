// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
  @TempDir Path folder;

  private ArchiveFile create(String name, GetTarget.Existing existing) throws IOException {
    return ArchiveFile.create(folder.resolve(name), existing);
  }

  @Test
  void appearsWhenItIsComplete() throws IOException {
    try (ArchiveFile file = create("a.tar", GetTarget.Existing.REFUSE)) {
      file.out().write('x');
      assertThat(folder.resolve("a.tar")).doesNotExist();
      file.complete();
    }

    assertThat(folder.resolve("a.tar")).hasContent("x");
    assertThat(folder).isDirectoryNotContaining("glob:.*");
  }

  @Test
  void saysWhichFolderIsMissing() {
    assertThatThrownBy(() -> create("no/such/a.tar", GetTarget.Existing.REFUSE))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(folder.resolve("no/such").toString());
  }

  @Test
  void leavesNothingWhenItIsNotCompleted() throws IOException {
    try (ArchiveFile file = create("a.tar", GetTarget.Existing.REFUSE)) {
      file.out().write('x');
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void doesNotReplaceWhatCameInTheMeantime() throws IOException {
    try (ArchiveFile file = create("a.tar", GetTarget.Existing.REFUSE)) {
      Files.writeString(folder.resolve("a.tar"), "faster");
      assertThatThrownBy(file::complete).isInstanceOf(FileAlreadyExistsException.class);
    }

    assertThat(folder.resolve("a.tar")).hasContent("faster");
  }

  @Test
  void neverReplacesADirectory() throws IOException {
    Files.createDirectory(folder.resolve("a"));

    assertThatThrownBy(() -> create("a", GetTarget.Existing.REPLACE).close())
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void writesADeviceAsItIs() throws IOException {
    try (ArchiveFile file = ArchiveFile.create(Path.of("/dev/null"), GetTarget.Existing.REFUSE)) {
      file.out().write('x');
      file.complete();
    }

    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    assertThat(Path.of("/dev/null")).exists();
  }
}
