// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Fills an empty directory that was there before, which keeps its inode and its mode: it may be a
 * mount point, or somebody may hold it open. The container lies inside it, so that entries can be
 * renamed out of it, one by one; if one cannot, those before it are removed again.
 */
final class InPlaceLanding implements Landing {
  private final Path target;
  private final Overwrite overwrite;
  private final Path container;

  private InPlaceLanding(Path target, Overwrite overwrite, Path container) {
    this.target = target;
    this.overwrite = overwrite;
    this.container = container;
  }

  static InPlaceLanding create(Path target, Overwrite overwrite) throws IOException {
    Path container = target.resolve(Landing.temporaryName("", ".tmp"));
    try {
      FileAttributes.createPrivateDirectory(container);
    } catch (IOException e) {
      throw DiskTrouble.at(target, "write into", e);
    }
    return new InPlaceLanding(target, overwrite, container);
  }

  @Override
  public Path container() {
    return container;
  }

  /** A file or a link cannot fill a directory: it must take its place, if it may. */
  @Override
  public Landing forRoot(RootKind root) throws IOException {
    if (root == RootKind.DIRECTORY) {
      return this;
    }
    if (overwrite == Overwrite.REPLACE) {
      return SiblingLanding.create(target, overwrite);
    }
    throw new FileAlreadyExistsException(
        target.toString(),
        null,
        "is a directory, and what was fetched is "
            + root.words()
            + ": give a path for it, inside the directory perhaps");
  }

  @Override
  public boolean keepsDirectory() {
    return true;
  }

  @Override
  public Optional<Path> land(AfterMove afterMove) throws IOException {
    try (SpillFile moved = new SpillFile(container.resolve("moved"))) {
      try {
        moveAll(moved);
        afterMove.run(target);
      } catch (IOException | RuntimeException e) {
        takeBack(moved);
        throw e;
      }
    }
    return Optional.empty();
  }

  /** Some file systems skip entries of a directory that shrinks while it is read: again, then. */
  private void moveAll(SpillFile moved) throws IOException {
    boolean found = true;
    while (found) {
      found = false;
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(tree())) {
        for (Path entry : entries) {
          found = true;
          moveOne(entry, moved);
        }
      }
    }
  }

  private void moveOne(Path entry, SpillFile moved) throws IOException {
    String name = entry.getFileName().toString();
    Path place = target.resolve(name);
    try {
      NoReplaceMove.move(entry, place);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(place.toString(), null, "appeared during the fetch");
    } catch (IOException e) {
      throw DiskTrouble.at(place, "create", e);
    }
    moved.append(name.getBytes(StandardCharsets.UTF_8));
  }

  private void takeBack(SpillFile moved) throws IOException {
    for (long at = 0; at < moved.end(); at = moved.after(at)) {
      TreeRemoval.remove(target.resolve(new String(moved.at(at), StandardCharsets.UTF_8)));
    }
  }
}
