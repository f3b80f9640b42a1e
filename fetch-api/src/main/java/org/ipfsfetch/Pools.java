// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

/** The threads that the fetches of a fetcher share: some hash, some write. */
final class Pools implements AutoCloseable {
  /** More than this and a disk or a memory bus is the limit, not the cores. */
  private static final int MOST_THREADS = 4;

  private final WorkPool hashing = new WorkPool("hash", threads());
  private final WorkPool writing = new WorkPool("write", Math.max(2, threads()));

  WorkPool hashing() {
    return hashing;
  }

  WorkPool writing() {
    return writing;
  }

  private static int threads() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void close() {
    hashing.close();
    writing.close();
  }
}
