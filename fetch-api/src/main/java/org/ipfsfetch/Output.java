// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.ipfsfetch.walk.ArchiveSink;

/** Where fetched content goes. */
public sealed interface Output {

  /**
   * A file or directory on disk. It appears there when it is complete, and not before; what goes
   * wrong on the way leaves nothing.
   *
   * @param overwrite whether what is there is replaced; otherwise a target that exists and is not
   *     an empty directory is refused
   */
  record OnDisk(Path target, boolean overwrite) implements Output {
    public OnDisk {
      Objects.requireNonNull(target);
    }
  }

  /** The bytes of one file, in order. The stream is flushed and left open. */
  record ToStream(OutputStream out) implements Output {
    public ToStream {
      Objects.requireNonNull(out);
    }
  }

  /** The tree, in order, to something like an archive. */
  record ToArchive(ArchiveSink sink) implements Output {
    public ToArchive {
      Objects.requireNonNull(sink);
    }
  }

  /** The blocks themselves, as a CARv1. The stream is flushed and left open. */
  record ToCar(OutputStream out) implements Output {
    public ToCar {
      Objects.requireNonNull(out);
    }
  }

  /** On disk, where nothing is yet, or an empty directory. */
  static Output toPath(Path target) {
    return new OnDisk(target, false);
  }

  /** On disk, in place of what is there. */
  static Output overwriting(Path target) {
    return new OnDisk(target, true);
  }

  static Output toStream(OutputStream out) {
    return new ToStream(out);
  }

  static Output toArchive(ArchiveSink sink) {
    return new ToArchive(sink);
  }

  static Output toCar(OutputStream out) {
    return new ToCar(out);
  }
}
