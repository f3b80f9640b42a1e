// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.ipfsfetch.multiformats.Cid;

/**
 * A disk without room: a tiny file system in memory where this process may mount one, else the
 * exception that the library makes of a full disk.
 */
final class FullDisk {
  private static final int ROOM_BYTES = 1 << 16;

  private FullDisk() {}

  static CommandRun.Ended play(Stage stage) throws IOException, InterruptedException {
    Cid large = stage.sample.dag.file(new byte[ROOM_BYTES * 4]);
    Path target = stage.folder.resolve("large");
    CommandRun run = stage.calling(target.toString(), "PATH").run();
    boolean mounted =
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + ROOM_BYTES, "tmpfs", "" + stage.folder);
    if (!mounted) {
      return run.with(
              (config, plan) -> {
                throw new IOException("cannot write " + target + ": no space left on the disk");
              })
          .execute("get", "-o", "large", large.toString());
    }
    try {
      CommandRun.Ended ended = run.execute("get", "-o", "large", large.toString());
      stage.look(); // before the file system goes, and all that is left on it
      return ended;
    } finally {
      succeeds("umount", stage.folder.toString());
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
