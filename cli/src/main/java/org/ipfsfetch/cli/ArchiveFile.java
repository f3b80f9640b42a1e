// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A file that appears under its name only when it is complete.
 *
 * <p>It grows as a hidden sibling and is then renamed; closed before {@link #complete()}, it leaves
 * nothing. A device or a named pipe is written as it is. For one thread.
 */
final class ArchiveFile implements AutoCloseable {
  private final Path file;
  private final Path growing;
  private final GetTarget.Existing existing;
  private final OutputStream out;

  private ArchiveFile(Path file, Path growing, GetTarget.Existing existing, OutputStream out) {
    this.file = file;
    this.growing = growing;
    this.existing = existing;
    this.out = new NamedOutput(file.toString(), out);
  }

  /**
   * @throws FileAlreadyExistsException something is there that may not be replaced
   */
  static ArchiveFile create(Path file, GetTarget.Existing existing) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      OutputStream device = Files.newOutputStream(file, StandardOpenOption.WRITE);
      return new ArchiveFile(file, file, existing, device);
    }
    refuse(file, existing);
    Path growing = sibling(file);
    return new ArchiveFile(file, growing, existing, open(growing));
  }

  private static OutputStream open(Path growing) throws IOException {
    try {
      return Files.newOutputStream(
          growing, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) { // it is the folder that is missing, not this file
      throw new NoSuchFileException(String.valueOf(growing.getParent()));
    }
  }

  private static void refuse(Path file, GetTarget.Existing existing) throws IOException {
    boolean isThere = Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    if (isThere && (existing == GetTarget.Existing.REFUSE || Files.isDirectory(file))) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  private static Path sibling(Path file) {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    String name = "." + file.getFileName() + "." + HexFormat.of().formatHex(random) + ".part";
    return file.resolveSibling(name);
  }

  OutputStream out() {
    return out;
  }

  /** Gives the complete file its name. */
  void complete() throws IOException {
    out.close();
    if (growing.equals(file)) {
      return;
    }
    refuse(file, existing); // it may have come in the meantime
    try {
      Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(growing, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      if (!growing.equals(file)) {
        Files.deleteIfExists(growing);
      }
    }
  }
}
