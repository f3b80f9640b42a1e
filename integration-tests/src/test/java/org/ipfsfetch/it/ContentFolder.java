// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * The one folder whose content every node sees: what tests write there can be added.
 *
 * <p>What takes long to make is made once per machine and kept; the rest belongs to this run and is
 * deleted at its end. Two runs on one machine do not disturb each other.
 */
final class ContentFolder {
  private static final Path ROOT = Checkout.cache().resolve("test-content");
  private static final Path OF_THIS_RUN = ROOT.resolve("run-" + ProcessHandle.current().pid());

  /** Writes content below a folder that is there and empty. */
  @FunctionalInterface
  interface Maker {
    void make(Path folder) throws IOException;
  }

  private ContentFolder() {}

  static Path root() {
    return ROOT;
  }

  /** A new folder for this run. */
  static synchronized Path fresh(String name, Maker maker) throws IOException {
    Files.createDirectories(OF_THIS_RUN);
    Path folder = Files.createTempDirectory(OF_THIS_RUN, name + "-").resolve(name);
    Files.createDirectory(folder);
    maker.make(folder);
    return folder;
  }

  /**
   * A folder that is kept; the maker runs only when it is not there yet.
   *
   * @param name to be changed whenever the maker writes something else than before
   */
  static synchronized Path kept(String name, Maker maker) throws IOException {
    Path folder = ROOT.resolve("kept").resolve(name);
    if (Files.notExists(folder)) {
      Path unfinished = fresh(name, maker);
      Files.createDirectories(folder.getParent());
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  /** Deletes what belongs to this run. */
  static void clear() throws IOException {
    delete(OF_THIS_RUN);
  }

  /** Deletes a folder and all below it, folders without write permission included. */
  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(
                directory,
                Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
