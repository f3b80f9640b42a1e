// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths behind short numbers: each is stored once, and beyond some thousand of them on disk.
 *
 * <p>For one thread. Whoever opens it closes it, which deletes its file.
 */
public final class PathTable implements AutoCloseable {
  private final SpillFile paths;

  private PathTable(SpillFile paths) {
    this.paths = paths;
  }

  /** A new table; the file must not exist and is made when memory is used up. */
  public static PathTable spillingTo(Path file) {
    return new PathTable(new SpillFile(file));
  }

  /** Keeps the path; the number is good for as long as the table is. */
  public long add(String path) throws IOException {
    return paths.append(path.getBytes(StandardCharsets.UTF_8));
  }

  /** The path with this number, which {@link #add} gave. */
  public String path(long id) throws IOException {
    return new String(paths.at(id), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    paths.close();
  }
}
