// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ipfsfetch.failure.FetchException.LimitExceeded;
import org.ipfsfetch.failure.FetchException.UnsafeContent;

/**
 * The rules for a whole path below the root: {@code a/b/c}, or nothing for the root itself.
 *
 * <p>Callers build paths from names that {@link EntryName} let through. That nothing leaves the
 * tree is checked here once more, because it costs one pass and everything depends on it.
 */
final class TreePath {
  private TreePath() {}

  /** Checks the path and gives its place below {@code root}. */
  static Path resolve(Path root, String path, StagingOptions limits) throws IOException {
    if (path.isEmpty()) {
      return root;
    }
    requireNames(path);
    requireWithin(path, limits);
    EntryName.requireRepresentable(path);
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw new UnsafeContent(
          "refusing the path " + TerminalText.quote(path) + ": no path on this platform");
    }
  }

  /** How many names the path has; none for the root. */
  static int depth(String path) {
    return path.isEmpty() ? 0 : 1 + (int) path.chars().filter(c -> c == '/').count();
  }

  private static void requireNames(String path) throws UnsafeContent {
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (!isName(path, start, end)) {
        throw new UnsafeContent(
            "refusing the path " + TerminalText.quote(path) + ": it is no plain path");
      }
      start = end + 1;
    }
    if (path.indexOf('\0') >= 0 || (File.separatorChar == '\\' && path.indexOf('\\') >= 0)) {
      throw new UnsafeContent(
          "refusing the path " + TerminalText.quote(path) + ": it holds a NUL or a separator");
    }
  }

  private static boolean isName(String path, int start, int end) {
    int length = end - start;
    boolean onlyDots =
        length <= 2
            && path.startsWith(".", start)
            && (length == 1 || path.charAt(start + 1) == '.');
    return length > 0 && !onlyDots;
  }

  private static void requireWithin(String path, StagingOptions limits) throws LimitExceeded {
    int depth = depth(path);
    if (depth > limits.maxDepth()) {
      throw new LimitExceeded(
          TerminalText.quote(path)
              + " lies "
              + depth
              + " levels deep, more than the limit of "
              + limits.maxDepth());
    }
    long bytes = utf8Length(path);
    if (bytes > limits.maxPathBytes()) {
      throw new LimitExceeded(
          "the path "
              + TerminalText.quote(path)
              + " has "
              + bytes
              + " bytes, more than the limit of "
              + limits.maxPathBytes());
    }
  }

  private static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair stands for two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
