// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which requests go through an HTTP proxy.
 *
 * <p>Immutable. A proxy URL may carry {@code user:password@}: never print it.
 *
 * @param https the proxy for {@code https} URLs (asked with {@code CONNECT})
 * @param http the proxy for {@code http} URLs
 * @param exceptions hosts that are reached directly: {@code example.com} (also everything below
 *     it), {@code .example.com} (the same), {@code host:port}, an address, an IPv4 or IPv6 block
 *     such as {@code 10.0.0.0/8}, or {@code *} for all
 */
public record ProxySettings(Optional<URI> https, Optional<URI> http, List<String> exceptions) {

  /** No proxy for anything. */
  public static final ProxySettings NONE =
      new ProxySettings(Optional.empty(), Optional.empty(), List.of());

  public ProxySettings {
    https.ifPresent(Urls::requireProxy);
    http.ifPresent(Urls::requireProxy);
    exceptions = List.copyOf(exceptions);
  }

  /**
   * The proxy through which a URL is to be asked for; empty when it is reached directly.
   *
   * <p>The loopback ({@code localhost}, names below it, {@code 127.0.0.0/8}, {@code ::1}) is always
   * reached directly: a proxy elsewhere has another loopback.
   */
  public Optional<URI> proxyFor(URI url) {
    Optional<URI> proxy = "https".equals(schemeOf(url)) ? https : http;
    return proxy.filter(ignored -> !isException(url));
  }

  private boolean isException(URI url) {
    NoProxy host = NoProxy.of(url);
    return host.isLoopback() || exceptions.stream().anyMatch(host::matches);
  }

  private static String schemeOf(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "https: "
        + https.map(Urls::redacted).orElse("none")
        + ", http: "
        + http.map(Urls::redacted).orElse("none")
        + ", except: "
        + String.join(",", exceptions);
  }
}
