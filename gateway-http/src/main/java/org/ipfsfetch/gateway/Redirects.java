// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.ipfsfetch.http.Answer;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.http.Reaction;
import org.ipfsfetch.http.ResponseHead;

/**
 * Which redirects are followed: to another path of the same gateway, from {@code http} to {@code
 * https}, and to the subdomain for the CID on the same gateway. Whoever sends elsewhere does not
 * have it.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/subdomain-gateway/">Subdomain Gateway</a>
 */
final class Redirects {
  private Redirects() {}

  static Reaction follow(Answer answer, String gateway) {
    Optional<HttpCall> next = next(answer.call(), answer.head());
    if (next.isPresent()) {
      return new Reaction.Follow(next.get());
    }
    return Reaction.unavailable(
        gateway
            + " sends elsewhere: "
            + answer
                .head()
                .header("Location")
                .flatMap(location -> resolved(answer.call().uri(), location))
                .map(HttpCall::shown)
                .orElse("HTTP " + answer.status() + " without a place"));
  }

  /** The same call at the place an answer names; empty if that is elsewhere. */
  static Optional<HttpCall> next(HttpCall call, ResponseHead head) {
    boolean moved =
        switch (head.status()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    if (!moved) {
      return Optional.empty();
    }
    return head.header("Location")
        .flatMap(location -> resolved(call.uri(), location))
        .filter(to -> isSameGateway(call.uri(), to))
        .map(to -> elsewhere(call, to));
  }

  private static HttpCall elsewhere(HttpCall call, URI to) {
    HttpCall next = HttpCall.get(to);
    for (var header : call.headers().entrySet()) {
      if (!header.getKey().equals("Host")) {
        next = next.with(header.getKey(), header.getValue());
      }
    }
    return next;
  }

  private static Optional<URI> resolved(URI from, String location) {
    try {
      URI to = from.resolve(URI.create(location));
      return to.getHost() == null ? Optional.empty() : Optional.of(to);
    } catch (IllegalArgumentException notAUri) {
      return Optional.empty();
    }
  }

  private static boolean isSameGateway(URI from, URI to) {
    String scheme = to.getScheme().toLowerCase(Locale.ROOT);
    boolean same = scheme.equalsIgnoreCase(from.getScheme());
    boolean safer = scheme.equals("https") && from.getScheme().equalsIgnoreCase("http");
    boolean port =
        safer ? port(to) == 443 || to.getPort() == from.getPort() : port(to) == port(from);
    return (same || safer) && port && isSameHost(from, to);
  }

  private static boolean isSameHost(URI from, URI to) {
    String before = from.getHost().toLowerCase(Locale.ROOT);
    String after = to.getHost().toLowerCase(Locale.ROOT);
    return after.equals(before)
        || after.endsWith(".ipfs." + before)
        || after.endsWith(".ipns." + before);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
