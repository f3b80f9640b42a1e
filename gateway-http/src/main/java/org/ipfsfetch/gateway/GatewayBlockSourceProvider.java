// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;

/** One source for each gateway of the configuration, all over the same connections and threads. */
public final class GatewayBlockSourceProvider implements BlockSourceProvider {
  static final String NAME = "gateway";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<BlockSource> create(FetchConfig config) {
    List<BlockSource> sources = new ArrayList<>();
    List<URI> urls =
        config.gatewayUrls().stream()
            .filter(url -> !config.offline() || isOnThisMachine(url))
            .toList();
    if (urls.isEmpty()) {
      return sources;
    }
    try (HttpTransport transport = HttpTransport.of(config)) {
      for (URI url : urls) {
        sources.add(new GatewayBlockSource(url, transport.share(), config.maxConnectionsPerHost()));
      }
    }
    return sources;
  }

  /** By its name alone: offline nobody is asked what a name stands for. */
  private static boolean isOnThisMachine(URI url) {
    String host = url.getHost();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }

  @Override
  public String howToConfigure() {
    return "set gateway.urls (--gateway URL), or the environment variable IPFS_GATEWAY,"
        + " to the URL of a trustless gateway";
  }
}
