// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.unixfs.Mtime;

/**
 * Something that takes a tree in its order, as an archive does: a directory before what is in it, a
 * file's content between {@link #file} and {@link #endOfFile}. Called on one thread.
 *
 * <p>Paths are relative to the fetched root, {@code /} between names, empty for the root itself.
 * Names are checked as for files on disk; link targets are as they were stored.
 */
public interface ArchiveSink {

  void directory(String path, OptionalInt mode, Optional<Mtime> mtime) throws IOException;

  /**
   * @param size how many bytes of content follow
   */
  void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime) throws IOException;

  void content(byte[] buffer, int offset, int length) throws IOException;

  void endOfFile() throws IOException;

  void symlink(String path, String target, Optional<Mtime> mtime) throws IOException;
}
