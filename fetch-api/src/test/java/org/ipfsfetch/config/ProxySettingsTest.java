// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {
  private static final URI SECURE = URI.create("http://secure.example:3128");
  private static final URI PLAIN = URI.create("http://plain.example:3128");

  private static ProxySettings except(String... hosts) {
    return new ProxySettings(Optional.of(SECURE), Optional.of(PLAIN), List.of(hosts));
  }

  @Test
  void hasOneProxyForEachScheme() {
    assertThat(except().proxyFor(URI.create("https://a.example/x"))).contains(SECURE);
    assertThat(except().proxyFor(URI.create("HTTP://a.example"))).contains(PLAIN);
    assertThat(ProxySettings.NONE.proxyFor(URI.create("https://a.example"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080", "http://x.ipfs.localhost:8080", "http://127.0.0.1:5001",
        "http://127.3.2.1", "http://[::1]:5001", "http://LOCALHOST."
      })
  void neverSendsTheLoopbackAway(String url) {
    assertThat(except().proxyFor(URI.create(url))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, a.example, true",
    "https://A.Example., a.example, true",
    "https://sub.a.example, a.example, true",
    "https://sub.a.example, .a.example, true",
    "https://a.example, .a.example, true",
    "https://sub.a.example, *.a.example, true",
    "https://ba.example, a.example, false",
    "https://a.example.org, a.example, false",
    "https://a.example, *, true",
    "https://a.example, a.example:443, true",
    "https://a.example:8443, a.example:443, false",
    "http://a.example, a.example:80, true",
    "http://10.1.2.3, 10.0.0.0/8, true",
    "http://11.1.2.3, 10.0.0.0/8, false",
    "http://10.1.2.3, 10.1.2.3, true",
    "http://10.1.2.3, 10.1.2.4, false",
    "http://10.1.2.3, 2.3, false",
    "http://10.1.2.3:81, 10.1.2.3:80, false",
    "http://[fd00::1], fd00::/8, true",
    "http://[fd00::1], fd00::1, true",
    "http://[fd00::1], [fd00:0::1]:80, true",
    "http://[fd00::1], [fd00::1], true",
    "http://10.1.2.3, fd00::/8, false",
    "http://a.example, 10.0.0.0/8, false",
    "http://10.1.2.3, 10.0.0.0/99, false",
    "http://10.1.2.3, 10.0.0.0/x, false",
    "http://a.example, '.', false",
    "http://a.example, '', false",
  })
  void readsExceptionsAsOthersDo(String url, String exception, boolean direct) {
    assertThat(except(exception).proxyFor(URI.create(url)).isEmpty()).isEqualTo(direct);
  }

  @Test
  void refusesWhatIsNoHttpProxy() {
    Optional<URI> socks = Optional.of(URI.create("socks5://p.example"));

    assertThatThrownBy(() -> new ProxySettings(socks, Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotPrintAPassword() {
    Optional<URI> proxy = Optional.of(URI.create("http://u:hunter2@p.example:1"));

    assertThat(new ProxySettings(proxy, proxy, List.of("a")).toString())
        .contains("***@p.example")
        .doesNotContain("hunter2");
  }
}
