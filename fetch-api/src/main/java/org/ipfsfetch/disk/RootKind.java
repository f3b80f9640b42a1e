// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

/** What the fetched root turned out to be. */
enum RootKind {
  DIRECTORY,
  FILE,
  SYMLINK;

  String words() {
    return switch (this) {
      case DIRECTORY -> "a directory";
      case FILE -> "a file";
      case SYMLINK -> "a symlink";
    };
  }
}
