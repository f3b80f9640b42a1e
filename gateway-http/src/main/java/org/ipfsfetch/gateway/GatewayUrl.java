// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.Origin;

/** Where a gateway is, and the calls that go there. Immutable. */
final class GatewayUrl {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@";

  private final URI url;
  private final String base;

  GatewayUrl(URI url) {
    this.url = url;
    String shown = HttpCall.shown(url);
    this.base = shown.endsWith("/") ? shown.substring(0, shown.length() - 1) : shown;
  }

  Origin origin() {
    return new Origin(GatewayBlockSourceProvider.NAME, base);
  }

  boolean isTls() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** A call for what a CID names, or what a path leads to from there. */
  HttpCall content(Cid cid, List<String> path, String query) {
    StringBuilder text = new StringBuilder(base).append("/ipfs/").append(cid);
    for (String segment : path) {
      text.append('/').append(encoded(segment));
    }
    return call(URI.create(text.append('?').append(query).toString()));
  }

  HttpCall name(String name, String query) {
    return call(URI.create(base + "/ipns/" + encoded(name) + "?" + query));
  }

  private HttpCall call(URI uri) {
    HttpCall call = HttpCall.get(uri);
    if (isLocalhost()) {
      // kubo sends those who call it localhost to a subdomain for each CID, which is for browsers
      call = call.with("Host", "127.0.0.1" + (url.getPort() < 0 ? "" : ":" + url.getPort()));
    }
    String user = url.getRawUserInfo();
    return user == null ? call : call.with("Authorization", basic(user));
  }

  private boolean isLocalhost() {
    return !isTls() && "localhost".equals(url.getHost().toLowerCase(Locale.ROOT));
  }

  private static String basic(String rawUserInfo) {
    String[] parts = rawUserInfo.split(":", 2);
    String secret = decoded(parts[0]) + ":" + (parts.length < 2 ? "" : decoded(parts[1]));
    return "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * One path segment, percent-encoded.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986, path</a>
   */
  static String encoded(String segment) {
    StringBuilder out = new StringBuilder();
    for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xff);
      if (UNRESERVED.indexOf(letter) >= 0) {
        out.append(letter);
      } else {
        out.append(String.format("%%%02X", each & 0xff));
      }
    }
    return out.toString();
  }
}
