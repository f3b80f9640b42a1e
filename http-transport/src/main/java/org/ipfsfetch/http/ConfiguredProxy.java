// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.net.URI;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.Origin.Address;
import org.ipfsfetch.config.ProxySettings;

/**
 * One proxy of the configuration; whether it is for a request is asked of the configuration, whose
 * rules go by scheme and host.
 */
final class ConfiguredProxy extends HttpProxy {
  private final URI proxy;
  private final ProxySettings settings;

  ConfiguredProxy(URI proxy, ProxySettings settings) {
    super(new Address(proxy.getHost(), portOf(proxy)), isSecure(proxy));
    this.proxy = proxy;
    this.settings = settings;
  }

  static int portOf(URI proxy) {
    return proxy.getPort() >= 0 ? proxy.getPort() : isSecure(proxy) ? 443 : 80;
  }

  private static boolean isSecure(URI proxy) {
    return "https".equalsIgnoreCase(proxy.getScheme());
  }

  @Override
  public boolean matches(Origin origin) {
    URI target = URI.create(origin.asString());
    return settings.proxyFor(target).filter(proxy::equals).isPresent();
  }
}
