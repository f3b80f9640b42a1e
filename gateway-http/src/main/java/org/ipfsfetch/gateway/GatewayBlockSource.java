// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.ipfsfetch.http.HttpSourceSession;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.Slots;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.NameAnswer;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;

/**
 * One trustless gateway. Thread-safe.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless Gateway</a>
 */
public final class GatewayBlockSource implements BlockSource {
  /** A second stream fills the pauses of the first; more would only share its bandwidth. */
  private static final int STREAMS = 2;

  /** Gateways limit how often they are asked, and a public one is not ours alone. */
  private static final int MAX_BLOCKS_AT_ONCE = 64;

  private static final int BLOCKS_AT_FIRST = 4;

  private final GatewayUrl gateway;
  private final HttpTransport transport;
  private final Slots slots;
  private final GatewayNames names;
  private final Set<SourceSession> sessions = ConcurrentHashMap.newKeySet();

  /**
   * @param url of the gateway, without {@code /ipfs}; may hold user and password
   * @param transport closed with this source
   */
  public GatewayBlockSource(URI url, HttpTransport transport, int maxConnections) {
    this.gateway = new GatewayUrl(url);
    this.transport = transport;
    int blocks = Math.min(maxConnections, MAX_BLOCKS_AT_ONCE);
    this.slots =
        new Slots(STREAMS, blocks, gateway.isTls() ? Math.min(BLOCKS_AT_FIRST, blocks) : blocks);
    this.names = new GatewayNames(gateway, transport);
  }

  @Override
  public String name() {
    return GatewayBlockSourceProvider.NAME;
  }

  @Override
  public Origin origin() {
    return gateway.origin();
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    CompletableFuture<SourceSession> self = new CompletableFuture<>();
    SourceSession session =
        new HttpSourceSession(
            transport,
            new GatewayDialect(gateway),
            slots,
            request,
            sink,
            () -> self.thenAccept(sessions::remove));
    sessions.add(session);
    self.complete(session);
    return session;
  }

  /** IPNS names by their signed record; DNS names need a daemon. */
  @Override
  public CompletableFuture<NameAnswer> resolveName(String name) {
    return names.resolve(name);
  }

  @Override
  public void close() {
    sessions.forEach(SourceSession::close);
    transport.close();
  }

  @Override
  public String toString() {
    return origin().toString();
  }
}
