// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;

/**
 * Writes a tree as a POSIX (PAX) TAR, whose names and sizes may have any length.
 *
 * <p>The same content gives the same bytes: no owner, and the epoch where content has no time. The
 * end marker is written by {@link #finish()} only, so that a broken archive can be told from a
 * whole one. For one thread.
 */
final class TarSink implements ArchiveSink {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;
  private static final int LINK_MODE = 0777;
  private static final Mtime EPOCH = new Mtime(0, 0);

  private final TarArchiveOutputStream tar;
  private final String root;
  private final SymlinkPolicy symlinks;

  /**
   * @param root the name of the fetched root in the archive
   */
  TarSink(OutputStream out, String root, SymlinkPolicy symlinks) {
    this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    this.root = root;
    this.symlinks = symlinks;
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  @Override
  public void directory(String path, OptionalInt mode, Optional<Mtime> mtime) throws IOException {
    TarArchiveEntry entry = entry(name(path) + "/", TarConstants.LF_DIR, mtime);
    entry.setMode(permissions(mode, DIRECTORY_MODE));
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  @Override
  public void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime)
      throws IOException {
    TarArchiveEntry entry = entry(name(path), TarConstants.LF_NORMAL, mtime);
    entry.setMode(permissions(mode, FILE_MODE));
    entry.setSize(size);
    tar.putArchiveEntry(entry);
  }

  @Override
  public void content(byte[] buffer, int offset, int length) throws IOException {
    tar.write(buffer, offset, length);
  }

  @Override
  public void endOfFile() throws IOException {
    tar.closeArchiveEntry();
  }

  @Override
  public void symlink(String path, String target, Optional<Mtime> mtime) throws IOException {
    if (symlinks == SymlinkPolicy.REFUSE_ESCAPING && LinkReach.mayLeave(path, target)) {
      throw new FetchException.UnsafeContent(
          "the symlink "
              + Printable.of(path)
              + " points to "
              + Printable.of(target)
              + ", which can lead out of what is fetched; --allow-escaping-symlinks keeps it");
    }
    TarArchiveEntry entry = entry(name(path), TarConstants.LF_SYMLINK, mtime);
    entry.setMode(LINK_MODE);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** Writes the end marker: the archive is whole. */
  void finish() throws IOException {
    tar.finish();
    tar.flush();
  }

  private String name(String path) {
    return path.isEmpty() ? root : root + "/" + path;
  }

  private static TarArchiveEntry entry(String name, byte type, Optional<Mtime> mtime) {
    TarArchiveEntry entry = ExactTimeEntry.of(name, type, mtime.orElse(EPOCH));
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  /** Without the bits that lend the rights of an owner. */
  private static int permissions(OptionalInt mode, int otherwise) {
    return mode.orElse(otherwise) & 0777;
  }
}
