// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ipfsfetch.source.Origin;

/** What came from where in one fetch. Written on the loop's thread, read after it. */
public final class Tally {
  private final Map<Origin, Long> bytesByOrigin = new LinkedHashMap<>();
  private final Map<Origin, String> misbehaved = new LinkedHashMap<>();
  private long blocks;
  private long duplicateBlocks;
  private long unwantedBytes;

  void wanted(Origin from, int bytes) {
    blocks++;
    bytesByOrigin.merge(from, (long) bytes, Long::sum);
  }

  void duplicate() {
    duplicateBlocks++;
  }

  void unwanted(long bytes) {
    unwantedBytes += bytes;
  }

  void misbehaved(Origin who, String how) {
    misbehaved.put(who, how);
  }

  /** Verified blocks that somebody waited for. */
  public long blocks() {
    return blocks;
  }

  /** Blocks that came a second time. */
  public long duplicateBlocks() {
    return duplicateBlocks;
  }

  /** Bytes of verified blocks that nobody asked for. */
  public long unwantedBytes() {
    return unwantedBytes;
  }

  /** Bytes of wanted blocks, by who sent them. */
  public Map<Origin, Long> bytesByOrigin() {
    return Map.copyOf(bytesByOrigin);
  }

  /** Bytes of wanted blocks, by backend. */
  public Map<String, Long> bytesBySource() {
    Map<String, Long> bySource = new TreeMap<>();
    bytesByOrigin.forEach((origin, bytes) -> bySource.merge(origin.source(), bytes, Long::sum));
    return bySource;
  }

  /** Who sent what cannot be right, and what. */
  public Map<Origin, String> misbehaved() {
    return Map.copyOf(misbehaved);
  }
}
