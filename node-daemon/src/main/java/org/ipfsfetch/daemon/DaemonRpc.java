// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.Origin;

/**
 * The calls of kubo's RPC that are used here. Immutable.
 *
 * <p>Never {@code get} or {@code cat}: nobody could prove what they bring.
 *
 * @see <a href="https://docs.ipfs.tech/reference/kubo/rpc/">Kubo RPC API</a>
 */
final class DaemonRpc {
  private final DaemonAddress address;
  private final Optional<String> authorization;
  private final String online;
  private final int maxConnections;

  DaemonRpc(DaemonAddress address, FetchConfig config) {
    this.address = address;
    this.authorization =
        config.daemonAuthorization().map(DaemonRpc::configured).or(() -> fromUrl(address));
    this.online = config.offline() ? "&offline=true" : "&timeout=" + patience(config.idleTimeout());
    this.maxConnections = config.maxConnectionsPerHost();
  }

  /** The daemon gives up a little before we do, so that it can still say so. */
  private static String patience(Duration idleTimeout) {
    return Math.max(1, idleTimeout.toMillis() * 9 / 10) + "ms";
  }

  private static String configured(String text) {
    return text.startsWith("basic:")
        ? basic(text.substring("basic:".length()))
        : "Bearer " + text.substring(text.indexOf(':') + 1);
  }

  private static Optional<String> fromUrl(DaemonAddress address) {
    return address
        .rawUserInfo()
        .map(raw -> URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8))
        .map(DaemonRpc::basic);
  }

  private static String basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  Origin origin() {
    return new Origin(DaemonBlockSourceProvider.NAME, address.base());
  }

  int maxConnections() {
    return maxConnections;
  }

  /** Everything beneath a block as a CAR, of what the daemon has. */
  HttpCall export(Cid cid) {
    return call("dag/export?arg=" + cid + "&offline=true&progress=false");
  }

  /** One block, which the daemon fetches if it must and may. */
  HttpCall block(Cid cid) {
    return call("block/get?arg=" + cid + online);
  }

  HttpCall resolve(String name) {
    String path = URLEncoder.encode("/ipns/" + name, StandardCharsets.UTF_8);
    return call("name/resolve?arg=" + path + "&recursive=true" + online);
  }

  HttpCall version() {
    return call("version");
  }

  private HttpCall call(String rest) {
    HttpCall call = HttpCall.post(URI.create(address.base() + "/api/v0/" + rest));
    return authorization.map(secret -> call.with("Authorization", secret)).orElse(call);
  }
}
