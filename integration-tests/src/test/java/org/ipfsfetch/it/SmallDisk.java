// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of 1 MiB, mounted while this is open; the test is aborted where none may be. */
record SmallDisk(Path path) implements AutoCloseable {

  static SmallDisk mount(Path path) throws IOException {
    int exit = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path.toString());
    Assumptions.assumeTrue(exit == 0, "a small file system can only be mounted by root");
    return new SmallDisk(path);
  }

  @Override
  public void close() throws IOException {
    int exit = run("umount", path.toString());
    if (exit != 0) {
      throw new IOException("umount of " + path + " ended with " + exit);
    }
  }

  private static int run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + command[0], e);
    }
  }
}
