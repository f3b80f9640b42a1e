// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ipfsfetch.source.Origin;

/**
 * Origins that sent what cannot be right: out for the rest of the process. Thread-safe; shared by
 * the fetches of a fetcher.
 */
public final class Banned {
  private final Map<Origin, String> reasons = new ConcurrentHashMap<>();

  void ban(Origin origin, String reason) {
    reasons.putIfAbsent(origin, reason);
  }

  Optional<String> reason(Origin origin) {
    return Optional.ofNullable(reasons.get(origin));
  }
}
