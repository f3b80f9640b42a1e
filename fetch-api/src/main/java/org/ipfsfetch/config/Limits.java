// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

/**
 * How large a fetch may grow: the answer to a DAG of a few kilobytes that unfolds to terabytes.
 *
 * <p>Immutable. What a limit counts is what would be written, not what travels: a block that occurs
 * a million times counts a million times.
 *
 * @param maxBytes bytes of file content, all files together
 * @param maxEntries files, directories and symlinks, all together
 * @param maxDepth levels of directories below the fetched root, and levels of nodes inside one file
 *     or one sharded directory
 * @param maxPathBytes length in UTF-8 bytes of a path below the target
 */
public record Limits(long maxBytes, long maxEntries, int maxDepth, int maxPathBytes) {

  /**
   * More than a repository, a package or a model holds, and less than the disk of a workstation or
   * the scratch volume of a build pod can usually lose: at the speed of a disk it is reached in
   * minutes, not hours. Whoever fetches a mirror of an encyclopedia knows, and raises it.
   */
  static final long MAX_BYTES = 100L << 30;

  /**
   * Ten times the source tree of Linux, five times a large {@code node_modules}; and what an ext4
   * volume of 16 GiB has inodes for.
   */
  static final long MAX_ENTRIES = 1_000_000;

  /**
   * Real trees end before 50; a file of 10 TB is 5 levels deep if balanced and below 20 if
   * trickled.
   */
  static final int MAX_DEPTH = 256;

  /** PATH_MAX of Linux: a longer path could be made, and hardly be opened again. */
  static final int MAX_PATH_BYTES = 4096;

  /** The defaults, each with its reason beside it in the code. */
  public static final Limits DEFAULTS =
      new Limits(MAX_BYTES, MAX_ENTRIES, MAX_DEPTH, MAX_PATH_BYTES);

  public Limits {
    requirePositive("maxBytes", maxBytes);
    requirePositive("maxEntries", maxEntries);
    requirePositive("maxDepth", maxDepth);
    requirePositive("maxPathBytes", maxPathBytes);
  }

  private static void requirePositive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be 1 or more, not " + value);
    }
  }
}
