// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FetchConfigBuilderTest {

  @Test
  void setsWhatALibraryNeeds() {
    FetchConfig config =
        FetchConfig.builder()
            .sources("daemon,gateway")
            .gatewayUrl(URI.create("https://a.example"))
            .gatewayUrl(URI.create("https://b.example"))
            .daemonApi("http://127.0.0.1:5001")
            .daemonAuthorization("bearer:hunter2")
            .idleTimeout(Duration.ofSeconds(10))
            .timeout(Duration.ofMinutes(1))
            .limits(new Limits(1, 2, 3, 4))
            .symlinks(SymlinkPolicy.ALLOW_ESCAPING)
            .build();

    assertThat(config.sources()).isEqualTo(List.of(List.of("daemon"), List.of("gateway")));
    assertThat(config.gatewayUrls()).hasSize(2);
    assertThat(config.daemonApi()).contains("http://127.0.0.1:5001");
    assertThat(config.idleTimeout()).hasSeconds(10);
    assertThat(config.timeout()).contains(Duration.ofMinutes(1));
    assertThat(config.limits()).isEqualTo(new Limits(1, 2, 3, 4));
    assertThat(config.symlinks()).isEqualTo(SymlinkPolicy.ALLOW_ESCAPING);
    assertThat(config.toString())
        .contains("idle-timeout=10s", "daemon.authorization=***")
        .doesNotContain("hunter2", "patience");
  }

  @Test
  void readsNothingFromItsSurroundings() {
    FetchConfig config = FetchConfig.builder().build();

    assertThat(config.ipfsPath()).isEmpty();
    assertThat(config.proxy()).isEqualTo(ProxySettings.NONE);
    assertThat(config.describe()).allMatch(entry -> entry.origin().equals("default"));
  }

  @Test
  void setsTheRest() {
    var proxy =
        new ProxySettings(
            Optional.of(URI.create("http://p.example:1")), Optional.empty(), List.of("x"));
    FetchConfig config =
        FetchConfig.builder()
            .gatewayUrls(List.of(URI.create("http://a.example")))
            .ipfsPath(Path.of("repo"))
            .embeddedPeers(List.of("/ip4/1.2.3.4/tcp/1"))
            .connectTimeout(Duration.ofSeconds(1))
            .patience(Duration.ZERO)
            .memoryBytes(8 << 20)
            .offline(true)
            .syncFiles(true)
            .maxConnectionsPerHost(3)
            .userAgent("x/1")
            .proxy(proxy)
            .build();

    assertThat(config.ipfsPath()).contains(Path.of("repo").toAbsolutePath());
    assertThat(config.embeddedPeers()).hasSize(1);
    assertThat(config.connectTimeout()).hasSeconds(1);
    assertThat(config.patience()).isZero();
    assertThat(config.memoryBytes()).isEqualTo(8 << 20);
    assertThat(config.offline()).isTrue();
    assertThat(config.syncFiles()).isTrue();
    assertThat(config.maxConnectionsPerHost()).isEqualTo(3);
    assertThat(config.userAgent()).isEqualTo("x/1");
    assertThat(config.proxy()).isEqualTo(proxy);
  }

  @Test
  void refusesWhatIsNotAllowedAndNamesTheKey() {
    var builder = FetchConfig.builder();

    assertThatThrownBy(() -> builder.idleTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("idle-timeout: \"0s\" is not above zero");
    assertThatThrownBy(() -> builder.gatewayUrl(URI.create("/relative")))
        .hasMessageContaining("gateway.urls");
    assertThatThrownBy(() -> builder.daemonAuthorization("hunter2"))
        .hasMessageContaining("daemon.authorization")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    assertThatThrownBy(() -> new Limits(0, 1, 1, 1)).hasMessageContaining("maxBytes");
    assertThatThrownBy(() -> builder.sources("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotChangeWhatItHasBuilt() {
    var builder = FetchConfig.builder().patience(Duration.ofSeconds(1));
    FetchConfig first = builder.build();

    builder.patience(Duration.ofSeconds(2));

    assertThat(first.patience()).hasSeconds(1);
  }
}
