// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request to be sent, without a body. Immutable.
 *
 * @param uri where to, percent-encoded as it goes over the wire; user and password are not sent
 * @param headers may hold secrets, so they are never printed
 */
public record HttpCall(String method, URI uri, Map<String, String> headers) {
  public HttpCall {
    Objects.requireNonNull(method);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("no host in " + shown(uri));
    }
    headers = Map.copyOf(headers);
  }

  public static HttpCall get(URI uri) {
    return new HttpCall("GET", uri, Map.of());
  }

  public static HttpCall post(URI uri) {
    return new HttpCall("POST", uri, Map.of());
  }

  /** The same with one more header. */
  public HttpCall with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpCall(method, uri, more);
  }

  /** The same, sent elsewhere. */
  public HttpCall at(URI elsewhere) {
    return new HttpCall(method, elsewhere, headers);
  }

  /** A URL that anybody may see: scheme, host, port and path. */
  public static String shown(URI uri) {
    StringBuilder text = new StringBuilder();
    text.append(uri.getScheme()).append("://").append(uri.getHost());
    if (uri.getPort() >= 0) {
      text.append(':').append(uri.getPort());
    }
    if (uri.getRawPath() != null) {
      text.append(uri.getRawPath());
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return method + " " + shown(uri);
  }
}
