// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;
import org.junit.jupiter.api.Test;

class GatewayBlockSourceProviderTest {
  private final BlockSourceProvider provider =
      ServiceLoader.load(BlockSourceProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(found -> found.name().equals("gateway"))
          .findFirst()
          .orElseThrow();

  @Test
  void isFoundByItsName() {
    assertThat(provider.name()).isEqualTo("gateway");
    assertThat(provider.howToConfigure()).contains("gateway.urls").contains("IPFS_GATEWAY");
  }

  @Test
  void makesOneSourceForEachGatewayInTheirOrder() {
    FetchConfig config =
        FetchConfig.builder()
            .gatewayUrl(URI.create("https://one.example/"))
            .gatewayUrl(URI.create("http://secret:secret@two.example:81"))
            .build();
    List<BlockSource> sources = provider.create(config);

    assertThat(sources)
        .extracting(source -> source.origin().name())
        .containsExactly("https://one.example", "http://two.example:81");
    sources.forEach(BlockSource::close);
    sources.forEach(BlockSource::close);
  }

  @Test
  void makesNoneWhenNoneIsConfigured() {
    assertThat(provider.create(FetchConfig.builder().build())).isEmpty();
  }

  @Test
  void offlineKeepsToGatewaysOfThisMachine() {
    FetchConfig config =
        FetchConfig.builder()
            .offline(true)
            .gatewayUrl(URI.create("https://one.example/"))
            .gatewayUrl(URI.create("http://127.one.example/"))
            .gatewayUrl(URI.create("http://127.0.0.1:8080"))
            .gatewayUrl(URI.create("http://localhost:8080"))
            .build();

    List<BlockSource> sources = provider.create(config);

    assertThat(sources)
        .extracting(source -> source.origin().name())
        .containsExactly("http://127.0.0.1:8080", "http://localhost:8080");
    sources.forEach(BlockSource::close);
  }
}
