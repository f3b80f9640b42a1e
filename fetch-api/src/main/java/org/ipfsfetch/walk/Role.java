// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.util.List;
import org.ipfsfetch.disk.TerminalText;

/** What a wanted block is for. */
sealed interface Role {

  /** In words, for messages. */
  String where();

  /**
   * A file, a directory or a link of the tree: its block will tell.
   *
   * @param path relative to the fetched root, empty for the root itself
   */
  record Entry(String path, int depth) implements Role {
    @Override
    public String where() {
      return path.isEmpty() ? "the root" : TerminalText.quote(path);
    }
  }

  /**
   * A part of a sharded directory.
   *
   * @param buckets which bucket of each shard on the way here was taken
   */
  record Shard(Entry directory, int fanout, List<Integer> buckets) implements Role {
    @Override
    public String where() {
      return "a shard of the directory " + directory.where();
    }
  }

  /**
   * A part of a file.
   *
   * @param length how many bytes of the file its parent says it holds
   */
  record Part(OpenFile file, long offset, long length, int depth) implements Role {
    @Override
    public String where() {
      return "bytes " + offset + " to " + (offset + length) + " of " + file.where();
    }
  }
}
