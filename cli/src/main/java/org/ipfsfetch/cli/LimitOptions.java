// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How large the content may be. */
final class LimitOptions {

  @Option(
      names = "--max-bytes",
      paramLabel = "SIZE",
      description = "Limit of all content, such as 500MB (100GiB)")
  private Optional<String> maxBytes = Optional.empty();

  @Option(
      names = "--max-entries",
      paramLabel = "N",
      description = "Limit of files, directories and links (1000000)")
  private Optional<String> maxEntries = Optional.empty();

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "Limit of directories in directories (256)")
  private Optional<String> maxDepth = Optional.empty();

  /** What the flags set, by dotted key. */
  Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>();
    maxBytes.ifPresent(size -> overrides.put("max-bytes", size));
    maxEntries.ifPresent(count -> overrides.put("max-entries", count));
    maxDepth.ifPresent(depth -> overrides.put("max-depth", depth));
    return overrides;
  }
}
