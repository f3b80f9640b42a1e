// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Lands beside the target and takes its name with one rename. What is there and may be replaced is
 * moved aside first, itself and not what it points to; it comes back if the new tree cannot land.
 */
final class SiblingLanding implements Landing {
  private final Path target;
  private final Overwrite overwrite;
  private final Path container;

  private SiblingLanding(Path target, Overwrite overwrite, Path container) {
    this.target = target;
    this.overwrite = overwrite;
    this.container = container;
  }

  static SiblingLanding create(Path target, Overwrite overwrite) throws IOException {
    Path container = sibling(target, ".tmp");
    try {
      FileAttributes.createPrivateDirectory(container);
    } catch (IOException e) {
      throw DiskTrouble.at(target.getParent(), "write into", e);
    }
    return new SiblingLanding(target, overwrite, container);
  }

  @Override
  public Path container() {
    return container;
  }

  @Override
  public Landing forRoot(RootKind root) {
    return this;
  }

  @Override
  public boolean keepsDirectory() {
    return false;
  }

  @Override
  public Optional<Path> land(AfterMove afterMove) throws IOException {
    Optional<Path> aside = moveAside();
    try {
      moveIn(afterMove);
    } catch (IOException | RuntimeException e) {
      putBack(aside, e);
      throw e;
    }
    return aside.filter(old -> !isRemoved(old));
  }

  private Optional<Path> moveAside() throws IOException {
    if (overwrite == Overwrite.REFUSE || !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty(); // if one is there nevertheless, moving in fails
    }
    Path aside = sibling(target, ".old");
    try {
      return Optional.of(Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE));
    } catch (IOException e) {
      throw DiskTrouble.at(target, "replace", e);
    }
  }

  private void moveIn(AfterMove afterMove) throws IOException {
    try {
      NoReplaceMove.move(tree(), target);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(target.toString(), null, "appeared during the fetch");
    } catch (IOException e) {
      throw DiskTrouble.at(target, "create", e);
    }
    try {
      afterMove.run(target);
    } catch (IOException | RuntimeException e) {
      TreeRemoval.remove(target);
      throw e;
    }
  }

  private void putBack(Optional<Path> aside, Exception why) {
    if (aside.isPresent()) {
      try {
        NoReplaceMove.move(aside.get(), target);
      } catch (IOException e) {
        why.addSuppressed(
            new IOException("what was at " + target + " is now at " + aside.get(), e));
      }
    }
  }

  private static boolean isRemoved(Path old) {
    try {
      TreeRemoval.remove(old);
      return true;
    } catch (IOException ignored) {
      return false; // the new tree is in place: the caller is told what is left
    }
  }

  private static Path sibling(Path target, String ending) throws IOException {
    Path parent = Landing.parent(target);
    return parent.resolve(Landing.temporaryName(target.getFileName().toString(), ending));
  }
}
