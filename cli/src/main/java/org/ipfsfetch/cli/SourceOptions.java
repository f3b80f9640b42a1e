// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.config.ConfigException;
import org.ipfsfetch.config.FetchConfig;
import picocli.CommandLine.Option;

/** Where content comes from, and how long that may take. */
final class SourceOptions {

  @Option(
      names = "--sources",
      paramLabel = "TIERS",
      description = "Which backends: auto, daemon, gateway; tiers as in daemon,gateway")
  private Optional<String> sources = Optional.empty();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description = "A trustless gateway; may be given again")
  private List<String> gateways = new ArrayList<>();

  @Option(
      names = "--daemon",
      paramLabel = "ADDRESS",
      description = "The RPC of a kubo daemon: a multiaddr or a URL")
  private Optional<String> daemon = Optional.empty();

  @Option(
      names = "--from-car",
      paramLabel = "FILE",
      description = "Read a CAR (- for standard input), not the network")
  private Optional<String> fromCar = Optional.empty();

  @Option(names = "--offline", description = "Use only what is on this machine")
  private boolean offline;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Limit for the whole fetch, such as 90s or 1h30m")
  private Optional<String> timeout = Optional.empty();

  @Option(names = "--idle-timeout", paramLabel = "TIME", description = "Limit for a silence (40s)")
  private Optional<String> idleTimeout = Optional.empty();

  /** What the flags set, by dotted key. */
  Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>();
    sources.ifPresent(tiers -> overrides.put("sources", tiers));
    if (!gateways.isEmpty()) {
      overrides.put("gateway.urls", String.join(" ", gateways));
    }
    daemon.ifPresent(address -> overrides.put("daemon.api", address));
    if (offline) {
      overrides.put("offline", "true");
    }
    timeout.ifPresent(time -> overrides.put("timeout", time));
    idleTimeout.ifPresent(time -> overrides.put("idle-timeout", time));
    return overrides;
  }

  /** The effective configuration; its secrets are never printed from here on. */
  FetchConfig config(Invocation invocation, Report report, Map<String, String> more)
      throws ConfigException, UsageException {
    Map<String, String> overrides = overrides();
    overrides.putAll(more);
    FlagValues.check(overrides);
    FetchConfig config = FetchConfig.load(invocation.surroundings(), overrides);
    invocation.console().redactor().learn(config);
    config.warnings().forEach(report::warning);
    return config;
  }

  /** The CAR to read instead of asking anybody; closed, it leaves nothing behind. */
  LocalCar localCar(Invocation invocation) throws IOException, UsageException {
    if (fromCar.isEmpty()) {
      return LocalCar.none();
    }
    if (fromCar.get().equals("-")) {
      return LocalCar.copyOf(invocation.console().in());
    }
    Path file = invocation.surroundings().workingDirectory().resolve(fromCar.get());
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new UsageException("--from-car " + fromCar.get() + " is not a file");
    }
    return LocalCar.at(file);
  }
}
