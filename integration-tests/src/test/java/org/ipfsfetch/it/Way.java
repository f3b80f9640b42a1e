// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.failure.FetchException;

/** The ways by which content comes out of a kubo. */
enum Way {
  DAEMON("daemon"),
  GATEWAY_CAR("gateway"),
  GATEWAY_BLOCKS("gateway");

  private final String source;

  Way(String source) {
    this.source = source;
  }

  /** The name of the backend in results. */
  String source() {
    return source;
  }

  FetchResult fetch(Kubo kubo, String address, Path target)
      throws IOException, InterruptedException {
    return fetch(kubo, address, target, config());
  }

  /**
   * @param config everything but where the node is
   */
  FetchResult fetch(Kubo kubo, String address, Path target, FetchConfig.Builder config)
      throws IOException, InterruptedException {
    return switch (this) {
      case DAEMON -> fetch(daemon(kubo.api(), config), address, target);
      case GATEWAY_CAR -> fetch(gateway(kubo.gateway(), config), address, target);
      case GATEWAY_BLOCKS -> {
        try (Relay relay = Relay.refusingCars(kubo.gateway())) {
          FetchResult result = fetch(gateway(relay.uri(), config), address, target);
          assertThat(relay.blocks().passed()).as("blocks that came one by one").isNotEmpty();
          yield result;
        }
      }
    };
  }

  /** Defaults, and an end to everything: a test that hangs says nothing. */
  static FetchConfig.Builder config() {
    return FetchConfig.builder().timeout(Duration.ofMinutes(5));
  }

  static FetchConfig.Builder daemon(URI api, FetchConfig.Builder config) {
    return config.sources("daemon").daemonApi(api.toString());
  }

  static FetchConfig.Builder gateway(URI gateway, FetchConfig.Builder config) {
    return config.sources("gateway").gatewayUrl(gateway);
  }

  static FetchResult fetch(FetchConfig.Builder config, String address, Path target)
      throws IOException, InterruptedException {
    try (Fetcher fetcher = Fetcher.open(config.build())) {
      return fetcher.fetch(parsed(address), target);
    } catch (FetchException.Unavailable e) {
      // So that a report of a failed test shows what each source had to say.
      e.addSuppressed(new IOException(String.join("; ", e.reasons())));
      throw e;
    }
  }

  private static IpfsPath parsed(String address) {
    try {
      return IpfsPath.parse(address);
    } catch (AddressException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
