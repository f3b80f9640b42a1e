// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.Origin;

/**
 * What a fetch brought. Immutable.
 *
 * @param address what was asked for, in its canonical spelling
 * @param cid the CID at the end of the path; its content is proven
 * @param proven whether the address itself is proven to stand for the CID; false when it is a name
 *     that only a source vouched for
 * @param path where it lies, when it was written to disk
 * @param bytes content bytes written
 * @param blocks verified blocks that came from sources
 * @param duplicateBlocks blocks that came more than once
 * @param bytesBySource bytes of blocks, by backend
 * @param bytesByOrigin bytes of blocks, by peer or URL
 * @param misbehaved who sent what cannot be right, and what
 * @param unwantedBytes bytes of blocks that nobody had asked for
 * @param warnings what went well enough, and should still be heard of
 */
public record FetchResult(
    String address,
    Cid cid,
    boolean proven,
    Optional<Path> path,
    long bytes,
    long files,
    long directories,
    long symlinks,
    long blocks,
    long duplicateBlocks,
    Map<String, Long> bytesBySource,
    Map<Origin, Long> bytesByOrigin,
    Map<Origin, String> misbehaved,
    long unwantedBytes,
    List<String> warnings,
    Duration elapsed) {
  public FetchResult {
    bytesBySource = Map.copyOf(bytesBySource);
    bytesByOrigin = Map.copyOf(bytesByOrigin);
    misbehaved = Map.copyOf(misbehaved);
    warnings = List.copyOf(warnings);
  }
}
