// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads and checks the URLs of settings; no message of it holds a user or a password. */
final class Urls {
  private Urls() {}

  static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) { // its message holds the whole input: not passed on
      throw new IllegalArgumentException("is not a URL");
    }
  }

  /**
   * Runs a parser of a list. When anything in the list may be a password, what went wrong is said
   * without the piece in which it did: the password may have held a separator.
   */
  static <T> T guarded(String text, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException e) {
      if (text.indexOf('@') < 0) {
        throw e;
      }
      throw new IllegalArgumentException("is not a list of URLs");
    }
  }

  static void requireGateway(URI url) {
    requireHttp(url);
    Kinds.require(url.getRawQuery() == null, "has a query, which a gateway cannot have");
    Kinds.require(url.getRawFragment() == null, "has a fragment, which a gateway cannot have");
  }

  static void requireDaemonAddress(String text) {
    if (!text.startsWith("/")) {
      URI url = parse(text);
      requireHttp(url);
      Kinds.require(
          url.getRawQuery() == null && url.getRawFragment() == null, "has a query or a fragment");
    } else {
      Kinds.require(text.length() > 1 && text.indexOf(' ') < 0, "is not a multiaddr");
    }
  }

  /** {@code host:port} is what many write into {@code HTTPS_PROXY}. */
  static URI parseProxy(String text) {
    return parse(text.contains("://") ? text : "http://" + text);
  }

  static void requireProxy(URI url) {
    Kinds.require(scheme(url).equals("http"), "is not an http URL, others are not supported");
    requireHttp(url);
  }

  private static void requireHttp(URI url) {
    String scheme = scheme(url);
    Kinds.require(
        scheme.equals("http") || scheme.equals("https"), "is neither an http nor an https URL");
    // A host that java.net.URI cannot read (one with an underscore) no HTTP client here can either.
    Kinds.require(url.getHost() != null && !url.getHost().isEmpty(), "names no host");
    Kinds.require(url.getPort() <= 0xffff && url.getPort() != 0, "has an impossible port");
  }

  private static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }

  static String redacted(URI url) {
    return redactedText(url.toString());
  }

  /**
   * Everything between {@code //} and the last {@code @} becomes {@code ***}, be the text a URL or
   * not. Too much rather than too little: an unescaped {@code /} or {@code @} may be in a password.
   */
  static String redactedText(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    int slashes = text.indexOf("//");
    int from = slashes < 0 || slashes > at ? 0 : slashes + 2;
    return text.substring(0, from) + Kinds.REDACTED + text.substring(at);
  }
}
