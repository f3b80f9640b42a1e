// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.ipfsfetch.unixfs.Mtime;

/** Modes and times, as far as the platform has them. */
final class FileAttributes {
  static final int OWNER_READ = 0400;
  static final int OWNER_WRITE = 0200;

  private static final PosixFilePermission[] PERMISSIONS = PosixFilePermission.values();

  private FileAttributes() {}

  /** Time first: to set it, the JDK may have to open the file. */
  static void set(Path file, Metadata metadata) throws IOException {
    if (metadata.mtime().isPresent()) {
      setMtime(file, metadata.mtime().get());
    }
    if (metadata.mode().isPresent()) {
      setMode(file, metadata.mode().getAsInt());
    }
  }

  /** Of a link itself too, never of what it points to. */
  static void setMtime(Path file, Mtime mtime) throws IOException {
    setMtime(file, time(mtime));
  }

  static void setMtime(Path file, FileTime time) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, null, null);
  }

  static void setMode(Path file, int mode) throws IOException {
    if (hasModes(file)) {
      Files.setPosixFilePermissions(file, permissions(mode));
    }
  }

  /** Makes a directory that nobody else may enter. */
  static void createPrivateDirectory(Path directory) throws IOException {
    FileAttribute<?>[] onlyOwner =
        hasModes(directory)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(0700))}
            : new FileAttribute<?>[0];
    Files.createDirectory(directory, onlyOwner);
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** The enum lists them as a mode does: from the owner's read, bit 8, to the others' execute. */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 1 << (PERMISSIONS.length - 1);
    for (PosixFilePermission permission : PERMISSIONS) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    return permissions;
  }

  /**
   * Times beyond what an {@link Instant} can hold become its first or last. Before 1970 whole
   * seconds must do: of a fraction there, the JDK makes 1970.
   */
  private static FileTime time(Mtime mtime) {
    if (mtime.seconds() <= Instant.MIN.getEpochSecond()) {
      return FileTime.from(Instant.MIN);
    }
    if (mtime.seconds() >= Instant.MAX.getEpochSecond()) {
      return FileTime.from(Instant.MAX);
    }
    return FileTime.from(
        Instant.ofEpochSecond(mtime.seconds(), mtime.seconds() < 0 ? 0 : mtime.nanos()));
  }
}
