// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Surroundings;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.BlockSourceProvider;

/**
 * One run of the command: what it may look at, where it writes, and how it comes to a fetcher.
 *
 * @param backends the backends that are on the class path
 */
record Invocation(
    Console console,
    Surroundings surroundings,
    Fetchers fetchers,
    Supplier<Iterable<BlockSourceProvider>> backends,
    InstantSource clock,
    Stop stop) {

  /** Opens fetchers. */
  @FunctionalInterface
  interface Fetchers {

    /**
     * @param plan the sources, where the command line names them itself
     */
    Fetcher open(FetchConfig config, Optional<SourcePlan> plan) throws java.io.IOException;
  }

  Invocation {
    Objects.requireNonNull(console);
    Objects.requireNonNull(surroundings);
    Objects.requireNonNull(fetchers);
    Objects.requireNonNull(backends);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(stop);
  }
}
