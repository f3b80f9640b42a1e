// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The grammar of {@code sources}: tiers separated by {@code ,}, names in a tier by {@code +}. */
final class SourceTiers {
  private static final String AUTO = "auto";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private SourceTiers() {}

  static List<List<String>> parse(String text) {
    return Stream.of(text.split(",", -1))
        .map(tier -> Stream.of(tier.split("\\+", -1)).map(String::strip).toList())
        .toList();
  }

  static void check(List<List<String>> tiers) {
    Kinds.require(!tiers.isEmpty(), "names no source");
    Set<String> seen = new HashSet<>();
    for (List<String> tier : tiers) {
      Kinds.require(!tier.isEmpty(), "has a tier without a source");
      for (String name : tier) {
        Kinds.require(!name.isEmpty(), "has an empty name between its separators");
        Kinds.require(NAME.matcher(name).matches(), "has a name that is not one: \"" + name + '"');
        Kinds.require(seen.add(name), "names " + name + " twice");
      }
    }
    Kinds.require(!seen.contains(AUTO) || seen.size() == 1, "has auto beside other names");
  }

  static String print(List<List<String>> tiers) {
    return tiers.stream().map(tier -> String.join("+", tier)).collect(Collectors.joining(","));
  }
}
