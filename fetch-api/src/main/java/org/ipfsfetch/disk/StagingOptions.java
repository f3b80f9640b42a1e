// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static java.util.Objects.requireNonNull;

import org.ipfsfetch.config.SymlinkPolicy;

/**
 * How a tree is written.
 *
 * @param maxDepth names in a path below the root, at most
 * @param maxPathBytes UTF-8 bytes of a path below the root, at most
 * @param symlinks what is done with links that lead out of the tree
 * @param syncFiles whether every file is forced to the device when it is complete: costs more than
 *     the fetch where files are many
 */
public record StagingOptions(
    int maxDepth, int maxPathBytes, SymlinkPolicy symlinks, boolean syncFiles) {
  public StagingOptions {
    if (maxDepth < 1 || maxPathBytes < 1) {
      throw new IllegalArgumentException(
          "limits must be 1 or more, not " + maxDepth + " and " + maxPathBytes);
    }
    requireNonNull(symlinks);
  }
}
