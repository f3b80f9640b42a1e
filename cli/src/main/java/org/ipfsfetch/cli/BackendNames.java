// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ipfsfetch.config.ConfigEntry;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Setting;
import org.ipfsfetch.source.BlockSourceProvider;

/** The names that {@code --sources} may have. */
final class BackendNames {
  private static final String AUTO = "auto";
  private static final String BY_FLAG = "given explicitly";

  private BackendNames() {}

  /**
   * @throws UsageException the configuration names a backend that is not there
   */
  static void check(FetchConfig config, Iterable<BlockSourceProvider> backends)
      throws UsageException {
    Set<String> known = new TreeSet<>();
    backends.forEach(backend -> known.add(backend.name()));
    for (List<String> tier : config.sources()) {
      for (String name : tier) {
        if (!name.equals(AUTO) && !known.contains(name)) {
          throw new UsageException(
              who(config) + " names \"" + name + "\"; there are: " + String.join(", ", known));
        }
      }
    }
  }

  private static String who(FetchConfig config) {
    String key = Setting.SOURCES.key();
    return config.describe().stream()
        .filter(entry -> entry.key().equals(key))
        .map(ConfigEntry::origin)
        .filter(origin -> !origin.equals(BY_FLAG))
        .map(origin -> key + ", set by " + origin + ",")
        .findFirst()
        .orElse("--" + key);
  }
}
