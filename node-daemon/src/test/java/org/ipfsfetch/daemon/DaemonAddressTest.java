// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonAddressTest {
  private final BlockSourceProvider provider =
      ServiceLoader.load(BlockSourceProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(found -> found.name().equals("daemon"))
          .findFirst()
          .orElseThrow();

  private String addressBy(FetchConfig config) {
    try (BlockSource source = provider.create(config).get(0)) {
      return source.origin().name();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/5001, http://127.0.0.1:5001",
    "/ip4/0.0.0.0/tcp/5001/http, http://127.0.0.1:5001",
    "/ip6/::1/tcp/5001, http://[::1]:5001",
    "/ip6/::/tcp/5001, http://[::1]:5001",
    "/dns/kubo.example/tcp/443/https, https://kubo.example:443",
    "/dns4/kubo.example/tcp/443/tls/http, https://kubo.example:443",
    "/dns6/kubo/tcp/80, http://kubo:80",
    "http://localhost:5001/, http://localhost:5001",
    "https://user:secret@kubo.example/base, https://kubo.example/base"
  })
  void isAMultiaddrOrAUrl(String text, String base) throws Exception {
    assertThat(DaemonAddress.parse(text).base()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/unix/run/ipfs.sock",
        "/ip4/127.0.0.1/udp/5001",
        "/ip4/127.0.0.1/tcp",
        "/ip4/127.0.0.1/tcp/0",
        "/ip4/127.0.0.1/tcp/65536",
        "/ip4/127.0.0.1/tcp/x",
        "/ip4/127.0.0.1/tcp/5001/ws",
        "/ip4/not an address/tcp/5001",
        "/p2p/12D3/tcp/5001",
        "/",
        "//",
        "ftp://kubo.example",
        "kubo.example:5001",
        "http:///api",
        ":::"
      })
  void refusesAllElse(String text) {
    assertThatThrownBy(() -> DaemonAddress.parse(text)).isInstanceOf(DecodeException.class);
  }

  @Test
  void complaintsShowNoPassword() {
    assertThatThrownBy(() -> DaemonAddress.parse("http://user:secret@ bad"))
        .isInstanceOf(DecodeException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void theSettingComesFirstThenTheFileThenTheDefault(@TempDir Path repository) throws IOException {
    FetchConfig.Builder config = FetchConfig.builder().ipfsPath(repository);
    assertThat(addressBy(config.build())).isEqualTo("http://127.0.0.1:5001");

    Files.writeString(repository.resolve("api"), "/ip4/127.0.0.1/tcp/5099\n");
    assertThat(addressBy(config.build())).isEqualTo("http://127.0.0.1:5099");

    assertThat(addressBy(config.daemonApi("http://elsewhere:1").build()))
        .isEqualTo("http://elsewhere:1");
  }

  @Test
  void isFoundByItsName() {
    assertThat(provider.name()).isEqualTo("daemon");
    assertThat(provider.howToConfigure()).contains("ipfs daemon").contains("daemon.api");
    assertThat(addressBy(FetchConfig.builder().build())).isEqualTo("http://127.0.0.1:5001");
  }
}
