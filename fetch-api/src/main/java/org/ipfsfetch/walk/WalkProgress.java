// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.util.OptionalLong;

/** What a walk has done so far. Written on the loop's thread, readable from any. */
public final class WalkProgress {
  private volatile long bytes;
  private volatile long files;
  private volatile long directories;
  private volatile long symlinks;
  private volatile long expectedBytes = -1;

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void wrote(long more) {
    bytes += more;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void file() {
    files++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void directory() {
    directories++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void symlink() {
    symlinks++;
  }

  void expect(long total) {
    expectedBytes = total;
  }

  /** Content bytes written. */
  public long bytes() {
    return bytes;
  }

  /** Files written. */
  public long files() {
    return files;
  }

  public long directories() {
    return directories;
  }

  public long symlinks() {
    return symlinks;
  }

  /** How many content bytes there are said to be: a hint from the root. */
  public OptionalLong expectedBytes() {
    return expectedBytes < 0 ? OptionalLong.empty() : OptionalLong.of(expectedBytes);
  }
}
