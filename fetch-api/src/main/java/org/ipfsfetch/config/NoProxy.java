// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host held against the entries of a {@code NO_PROXY} list, as curl and Go read it: names match
 * themselves and everything below them, with or without a leading dot or {@code *.}; addresses
 * match exactly or by block; {@code *} matches all. Names are not looked up.
 *
 * @param address the bytes of the host if it is a literal address
 */
record NoProxy(String host, int port, Optional<byte[]> address) {
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:][0-9a-f.]*:[0-9a-f:.]*");

  static NoProxy of(URI url) {
    int defaultPort = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    String host = plain(url.getHost() == null ? "" : url.getHost());
    return new NoProxy(host, url.getPort() < 0 ? defaultPort : url.getPort(), address(host));
  }

  boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || address.filter(NoProxy::isLoopback).isPresent();
  }

  private static boolean isLoopback(byte[] address) {
    byte[] six = new byte[16];
    six[15] = 1;
    return address.length == 4 ? address[0] == 127 : Arrays.equals(address, six);
  }

  boolean matches(String entry) {
    if (entry.equals("*")) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash >= 0) {
      return matchesBlock(entry.substring(0, slash), entry.substring(slash + 1));
    }
    return matchesHostAndPort(entry);
  }

  private boolean matchesHostAndPort(String entry) {
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon >= 0 && (entry.indexOf(':') == colon || entry.startsWith("[", 0));
    boolean portInside = hasPort && entry.indexOf(']') < colon;
    if (portInside && !entry.substring(colon + 1).equals(String.valueOf(port))) {
      return false;
    }
    return matchesHost(plain(portInside ? entry.substring(0, colon) : entry));
  }

  private boolean matchesHost(String pattern) {
    Optional<byte[]> wanted = address(pattern);
    if (wanted.isPresent() || address.isPresent()) {
      return wanted.isPresent()
          && address.isPresent()
          && Arrays.equals(wanted.get(), address.get());
    }
    String name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
    name = name.startsWith(".") ? name.substring(1) : name;
    return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
  }

  private boolean matchesBlock(String network, String bits) {
    Optional<byte[]> base = address(plain(network));
    if (base.isEmpty() || address.isEmpty() || !bits.matches("\\d{1,3}")) {
      return false;
    }
    int length = Integer.parseInt(bits);
    byte[] mine = address.get();
    byte[] theirs = base.get();
    return mine.length == theirs.length
        && length <= 8 * mine.length
        && samePrefix(mine, theirs, length);
  }

  private static boolean samePrefix(byte[] a, byte[] b, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String host) {
    String text = host.toLowerCase(Locale.ROOT);
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static Optional<byte[]> address(String host) {
    try {
      if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
        // a literal: no look-up happens
        return Optional.of(InetAddress.getByName(host).getAddress());
      }
      return Optional.empty();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
