// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

/** What an entry of a directory is. */
public enum EntryType {
  FILE,
  DIRECTORY,
  SYMLINK,
  /** A block of a codec that is no file and no directory. */
  OTHER,
  /** Its block was not read. */
  UNKNOWN
}
