// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
  @TempDir Path folder;

  private OpenFiles.Handle handle(String name) throws IOException {
    return new OpenFiles.Handle(Files.writeString(folder.resolve(name), ""));
  }

  @Test
  void closesTheOneUnusedLongestAndOpensItAgainOnDemand() throws Exception {
    try (OpenFiles files = new OpenFiles(2)) {
      OpenFiles.Handle a = handle("a");
      OpenFiles.Handle b = handle("b");
      FileChannel first = use(files, a);
      FileChannel second = use(files, b);
      assertThat(use(files, a)).isSameAs(first);

      use(files, handle("c"));

      assertThat(second.isOpen()).isFalse();
      assertThat(first.isOpen()).isTrue();
      assertThat(files.openNow()).isEqualTo(2);
      assertThat(use(files, b).isOpen()).isTrue();
      assertThat(files.openNow()).isEqualTo(2);
    }
  }

  private static FileChannel use(OpenFiles files, OpenFiles.Handle handle) throws IOException {
    FileChannel channel = files.borrow(handle);
    files.giveBack(handle);
    return channel;
  }

  @Test
  void goesBeyondTheBoundRatherThanCloseWhatIsInUse() throws Exception {
    try (OpenFiles files = new OpenFiles(1)) {
      OpenFiles.Handle a = handle("a");
      OpenFiles.Handle b = handle("b");
      FileChannel first = files.borrow(a);
      FileChannel second = files.borrow(b);
      assertThat(files.openNow()).isEqualTo(2);

      files.giveBack(a);
      files.giveBack(b);

      assertThat(first.isOpen()).isFalse();
      assertThat(second.isOpen()).isTrue();
      assertThat(files.openNow()).isEqualTo(1);
    }
  }

  @Test
  void countsNothingThatCouldNotBeOpened() throws Exception {
    try (OpenFiles files = new OpenFiles(1)) {
      OpenFiles.Handle missing = new OpenFiles.Handle(folder.resolve("missing"));

      assertThatThrownBy(() -> files.borrow(missing)).isInstanceOf(NoSuchFileException.class);

      assertThat(files.openNow()).isZero();
    }
  }

  @Test
  void leavesNothingOpenWhenClosed() throws Exception {
    OpenFiles files = new OpenFiles(4);
    OpenFiles.Handle a = handle("a");
    OpenFiles.Handle b = handle("b");
    use(files, a);
    FileChannel inUse = files.borrow(b);

    files.close();
    assertThat(inUse.isOpen()).isTrue();
    files.giveBack(b);

    assertThat(inUse.isOpen()).isFalse();
    assertThat(files.openNow()).isZero();
    assertThatThrownBy(() -> files.borrow(a)).hasMessageContaining("writing has ended");
  }
}
