// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * Where the RPC of a daemon answers. Immutable.
 *
 * <p>Written as a URL, or as a multiaddr like those that kubo writes into its {@code api} file:
 * {@code /ip4/127.0.0.1/tcp/5001}, {@code /dns/host/tcp/443/https}, {@code …/tls/http}.
 *
 * @see <a href="https://github.com/multiformats/multiaddr">multiaddr</a>
 */
final class DaemonAddress {
  private final URI url;
  private final String base;

  private DaemonAddress(URI url) {
    this.url = url;
    String shown = HttpCall.shown(url);
    this.base = shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown;
  }

  /**
   * @throws DecodeException it is no address of an RPC that can be reached over TCP
   */
  static DaemonAddress parse(String text) throws DecodeException {
    try {
      URI url = text.startsWith("/") ? ofMultiaddr(text) : URI.create(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getHost() == null) {
        throw new DecodeException("not an http or https URL");
      }
      return new DaemonAddress(url);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("not an address of a daemon: " + ConfiguredAddress.shown(text), e);
    }
  }

  private static URI ofMultiaddr(String text) throws DecodeException {
    List<String> parts = List.of(text.substring(1).split("/", -1));
    if (parts.get(0).equals("unix")) {
      throw new DecodeException(
          text
              + " is a unix socket, which is not supported: add a TCP address to Addresses.API of"
              + " the daemon and set daemon.api to it");
    }
    if (parts.size() < 4 || !parts.get(2).equals("tcp")) {
      throw new DecodeException(text + " is not a multiaddr of an RPC over TCP");
    }
    String host =
        hostOf(parts.get(0), parts.get(1))
            .orElseThrow(() -> new DecodeException(text + " names no host by IP address or DNS"));
    String scheme =
        schemeOf(parts.subList(4, parts.size()))
            .orElseThrow(() -> new DecodeException(text + " is neither http nor https"));
    return URI.create(scheme + "://" + host + ":" + port(text, parts.get(3)));
  }

  private static int port(String text, String port) throws DecodeException {
    try {
      int number = Integer.parseInt(port);
      if (number > 0 && number <= 0xffff) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // the same complaint
    }
    throw new DecodeException(text + " has an impossible port");
  }

  /** Who listens on all addresses is reached through the loopback. */
  private static Optional<String> hostOf(String protocol, String value) {
    return switch (protocol) {
      case "ip4" -> Optional.of(value.equals("0.0.0.0") ? "127.0.0.1" : value);
      case "ip6" -> Optional.of("[" + (value.equals("::") ? "::1" : value) + "]");
      case "dns", "dns4", "dns6" -> Optional.of(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> schemeOf(List<String> rest) {
    return switch (String.join("/", rest)) {
      case "", "http" -> Optional.of("http");
      case "https", "tls/http", "tls" -> Optional.of("https");
      default -> Optional.empty();
    };
  }

  /** Without user, password and a slash at the end. */
  String base() {
    return base;
  }

  /** User and password as they stand in the URL, percent-encoded. */
  Optional<String> rawUserInfo() {
    return Optional.ofNullable(url.getRawUserInfo());
  }
}
