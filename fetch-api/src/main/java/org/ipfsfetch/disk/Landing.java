// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a finished tree gets from its temporary place to the target.
 *
 * <p>The temporary place, the container, is a directory that only its owner can enter, on the same
 * file system as the target. The tree grows in it under the name {@code tree}, beside what a walk
 * must remember.
 */
sealed interface Landing permits SiblingLanding, InPlaceLanding {
  SecureRandom RANDOM = new SecureRandom();

  /** Bytes of the target's name in a temporary name: enough to recognise it, and always short. */
  int MAX_NAME_CHARS = 40;

  /** What is done when the tree is in place, while it can still be taken back. */
  interface AfterMove {
    void run(Path root) throws IOException;
  }

  Path container();

  default Path tree() {
    return container().resolve("tree");
  }

  /** The landing for this kind of root: this one, or another with a container of its own. */
  Landing forRoot(RootKind root) throws IOException;

  /** Whether the target is a directory that was there before and stays. */
  boolean keepsDirectory();

  /**
   * Moves the tree to the target; if that or what follows fails, all is as it was before.
   *
   * @return what was replaced and could not be removed
   * @throws FileAlreadyExistsException if something appeared at the target meanwhile
   */
  Optional<Path> land(AfterMove afterMove) throws IOException;

  /**
   * Looks at the target and makes the container.
   *
   * @throws FileAlreadyExistsException if there is something that may not be replaced
   * @throws IOException if nothing can be written there, saying why
   */
  static Landing choose(Path target, Overwrite overwrite) throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) && isEmpty(target)) {
      return InPlaceLanding.create(target, overwrite);
    }
    if (overwrite == Overwrite.REFUSE && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      boolean directory = Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
      String what = directory ? "is a directory and not empty" : "already exists";
      throw new FileAlreadyExistsException(target.toString(), null, what);
    }
    return SiblingLanding.create(target, overwrite);
  }

  /** Absolute, and with a name at its end where there is one. */
  static Path named(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    boolean dots = absolute.endsWith(".") || absolute.endsWith("..");
    return dots && Files.exists(absolute) ? absolute.toRealPath() : absolute;
  }

  /** The directory the target lies in. */
  static Path parent(Path target) throws IOException {
    Path parent = target.getParent();
    if (parent == null) {
      throw new FileSystemException(
          target.toString(), null, "is the root of a file system and cannot be replaced");
    }
    if (!Files.exists(parent)) {
      throw new NoSuchFileException(
          parent.toString(), null, "the folder that is to hold " + target + " does not exist");
    }
    if (!Files.isDirectory(parent)) {
      throw new FileSystemException(
          parent.toString(), null, "is not a folder, so it cannot hold " + target);
    }
    return parent;
  }

  /** A name that nothing has and nobody can foresee. */
  static String temporaryName(String visible, String ending) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    int end = Math.min(visible.length(), MAX_NAME_CHARS);
    if (end > 0 && Character.isHighSurrogate(visible.charAt(end - 1))) {
      end--;
    }
    String name = visible.isEmpty() ? "" : visible.substring(0, end) + ".";
    return "." + name + "ipfs-fetch-" + HexFormat.of().formatHex(random) + ending;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw DiskTrouble.at(directory, "look into", e);
    }
  }
}
