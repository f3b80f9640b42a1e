// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.Optional;
import org.ipfsfetch.disk.Metadata;
import org.ipfsfetch.unixfs.Mtime;

/**
 * Where a walked tree goes. Paths are relative to the fetched root, {@code /} between names, empty
 * for the root itself; a directory is told before what is in it.
 *
 * <p>An output that takes parts in any order ({@link Order#ANY}) is called from several threads at
 * once, each file's {@link File#complete} after its last write. One that needs the order of the DAG
 * is called from one thread: a file is complete before the next begins.
 */
interface TreeOutput {

  /** In which order an output can take what it is given. */
  enum Order {
    ANY,
    OF_THE_DAG
  }

  Order order();

  void directory(String path, Metadata metadata) throws IOException;

  /** Begins a file of which exactly {@code size} bytes will be written. */
  File file(String path, long size, Metadata metadata) throws IOException;

  /** A whole file at once. */
  void whole(String path, Metadata metadata, byte[] buffer, int offset, int length)
      throws IOException;

  void symlink(String path, byte[] target, Optional<Mtime> mtime) throws IOException;

  /** A file under way. */
  interface File {
    void write(long position, byte[] buffer, int offset, int length) throws IOException;

    void complete() throws IOException;
  }
}
