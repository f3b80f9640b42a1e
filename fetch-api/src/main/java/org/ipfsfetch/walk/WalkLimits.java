// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import org.ipfsfetch.config.Limits;
import org.ipfsfetch.failure.FetchException;

/** Counts what a walk has unfolded against the limits. For the loop's thread. */
final class WalkLimits {
  private final Limits limits;
  private long entries;
  private long bytes;

  WalkLimits(Limits limits) {
    this.limits = limits;
  }

  /** One more file, directory, symlink or part of a sharded directory. */
  void entry() throws FetchException {
    if (++entries > limits.maxEntries()) {
      throw new FetchException.LimitExceeded(
          "more than " + limits.maxEntries() + " entries (max-entries)");
    }
  }

  /** A file of this size is about to be written. */
  void file(long size, Role.Entry entry) throws FetchException {
    bytes += size;
    if (size < 0 || bytes < 0 || bytes > limits.maxBytes()) {
      throw new FetchException.LimitExceeded(
          "more than "
              + limits.maxBytes()
              + " bytes with "
              + entry.where()
              + " of "
              + Long.toUnsignedString(size)
              + " bytes (max-bytes)");
    }
  }

  /** A block is about to be written as it is. */
  void block(int size) throws FetchException {
    bytes += size;
    if (bytes > limits.maxBytes()) {
      throw new FetchException.LimitExceeded(
          "more than " + limits.maxBytes() + " bytes of blocks (max-bytes)");
    }
  }

  void depth(int depth, String where) throws FetchException {
    if (depth > limits.maxDepth()) {
      throw new FetchException.LimitExceeded(
          "more than " + limits.maxDepth() + " levels deep at " + where + " (max-depth)");
    }
  }

  void path(String path) throws FetchException {
    // No name is shorter in UTF-8 than in UTF-16 units; the exact count is the disk's to make.
    if (path.length() > limits.maxPathBytes()) {
      throw new FetchException.LimitExceeded(
          "a path of more than " + limits.maxPathBytes() + " bytes (max-path-bytes)");
    }
  }
}
