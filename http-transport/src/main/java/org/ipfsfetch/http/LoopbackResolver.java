// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Knows without DNS that {@code localhost} and all names below it are this machine: kubo's gateway
 * sends to {@code <cid>.ipfs.localhost}, which few resolvers answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761</a>
 */
record LoopbackResolver(SocketAddressResolver others) implements SocketAddressResolver {
  private static final byte[] IPV4 = {127, 0, 0, 1};
  private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    if (!isLoopbackName(host)) {
      others.resolve(host, port, context, promise);
      return;
    }
    try {
      promise.succeeded(
          List.of(
              new InetSocketAddress(InetAddress.getByAddress(host, IPV4), port),
              new InetSocketAddress(InetAddress.getByAddress(host, IPV6), port)));
    } catch (UnknownHostException e) {
      promise.failed(e); // not with addresses of these lengths
    }
  }

  static boolean isLoopbackName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost");
  }
}
