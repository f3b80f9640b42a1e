// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;

/**
 * The sources of a fetcher, and what to say about backends that have none.
 *
 * @param howToConfigure for each backend that was named and has no source, which settings give one
 */
record Sources(SourcePlan plan, List<String> howToConfigure) {
  private static final String AUTO = "auto";

  /** In which order backends are tried when the configuration leaves it to us: nearest first. */
  private static final List<String> AUTO_ORDER = List.of("daemon", "embedded", "gateway");

  Sources {
    howToConfigure = List.copyOf(howToConfigure);
  }

  /** Finds the backends on the class path and makes the sources that the configuration names. */
  static Sources find(FetchConfig config) {
    Map<String, BlockSourceProvider> providers = new LinkedHashMap<>();
    ServiceLoader.load(BlockSourceProvider.class, BlockSourceProvider.class.getClassLoader())
        .forEach(provider -> providers.putIfAbsent(provider.name(), provider));
    List<List<BlockSource>> tiers = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (List<String> tier : tiers(config, providers)) {
      List<BlockSource> together = new ArrayList<>();
      for (String name : tier) {
        BlockSourceProvider provider = named(name, providers);
        List<BlockSource> made = provider.create(config);
        if (made.isEmpty()) {
          missing.add(name + ": " + provider.howToConfigure());
        }
        together.addAll(made);
      }
      tiers.add(together);
    }
    return new Sources(new SourcePlan(tiers), missing);
  }

  private static List<List<String>> tiers(
      FetchConfig config, Map<String, BlockSourceProvider> providers) {
    if (!config.sources().equals(List.of(List.of(AUTO)))) {
      return config.sources();
    }
    return AUTO_ORDER.stream().filter(providers::containsKey).map(List::of).toList();
  }

  private static BlockSourceProvider named(
      String name, Map<String, BlockSourceProvider> providers) {
    BlockSourceProvider provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "sources names \""
              + name
              + "\", which is not on the class path; there are: "
              + String.join(", ", new TreeSet<>(providers.keySet())));
    }
    return provider;
  }
}
