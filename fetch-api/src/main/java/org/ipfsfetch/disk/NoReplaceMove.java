// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A rename that replaces nothing, out of what Java offers, which is one that replaces.
 *
 * <p>A file is linked to its new name, and a symlink made anew: both fail where something is. A
 * directory is renamed after a look; between the two only an empty directory could appear and be
 * lost, since a rename of a directory replaces nothing else.
 */
final class NoReplaceMove {
  private NoReplaceMove() {}

  /**
   * Moves within one file system; nothing is ever copied.
   *
   * @throws FileAlreadyExistsException if there is something at {@code to}
   */
  static void move(Path from, Path to) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(from, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      Files.createSymbolicLink(to, Files.readSymbolicLink(from));
      FileAttributes.setMtime(to, attributes.lastModifiedTime());
      Files.delete(from);
    } else if (attributes.isRegularFile() && link(from, to)) {
      Files.delete(from);
    } else {
      rename(from, to);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        FileAlreadyExistsException appeared = new FileAlreadyExistsException(to.toString());
        appeared.initCause(e);
        throw appeared;
      }
      throw e;
    }
  }

  private static boolean link(Path from, Path to) throws FileAlreadyExistsException {
    try {
      Files.createLink(to, from);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      return false; // no second names on this file system
    }
  }
}
