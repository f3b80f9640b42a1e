// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What every command that needs content has in common: an address, sources, limits, a fetcher. */
final class FetcherUse {

  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = "ipfs://CID/path, /ipns/name, a bare CID, a gateway's URL")
  private String address = "";

  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  /** What a command does with a fetcher. */
  @FunctionalInterface
  interface Body {
    Result run(IpfsPath path, FetchConfig config, Fetcher fetcher) throws Exception;
  }

  /** Opens a fetcher as the flags say, lets it be used, and closes it. */
  Result with(
      Invocation invocation, Report report, String command, Map<String, String> more, Body body)
      throws Exception {
    IpfsPath path = IpfsPath.parse(address);
    Map<String, String> overrides = new LinkedHashMap<>(limits.overrides());
    overrides.putAll(more);
    FetchConfig config = sources.config(invocation, report, overrides);
    report.started(command, path.toString());
    try (LocalCar car = sources.localCar(invocation);
        Fetcher fetcher = open(invocation, config, car)) {
      return body.run(path, config, fetcher);
    }
  }

  private static Fetcher open(Invocation invocation, FetchConfig config, LocalCar car)
      throws IOException, UsageException {
    try {
      return invocation.fetchers().open(config, car.plan());
    } catch (IllegalArgumentException e) { // sources that name what is not there
      BackendNames.check(config, invocation.backends().get());
      throw new UsageException(e.getMessage());
    }
  }
}
