// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.ipfsfetch.config.FetchConfig;

/**
 * How the HTTP client is set up: one for plain HTTP/1.1, which is all that a local gateway or
 * daemon needs, and one for TLS, whose certificates and HTTP/2 take a tenth of a second to get
 * ready. Both have the same threads and buffers.
 */
final class JettyClients {
  /**
   * What one read from a connection gives: more saves no time, and each busy connection has one.
   */
  private static final int READ_BYTES = 32 * 1024;

  /** Network buffers kept while nobody uses them. */
  private static final long MAX_IDLE_BUFFER_BYTES = 8 << 20;

  /** HTTP/2: what a server may send before it is read, 80 MB/s at 50 ms of round trip. */
  private static final int STREAM_WINDOW_BYTES = 4 << 20;

  private static final int SESSION_WINDOW_BYTES = 8 << 20;

  private final FetchConfig config;
  private final QueuedThreadPool threads;
  private final Scheduler timer;
  private final ByteBufferPool buffers =
      new ArrayByteBufferPool(
          0, 4096, 4 * READ_BYTES, 1024, MAX_IDLE_BUFFER_BYTES, MAX_IDLE_BUFFER_BYTES);

  JettyClients(FetchConfig config, QueuedThreadPool threads, Scheduler timer) {
    this.config = config;
    this.threads = threads;
    this.timer = timer;
  }

  HttpClient plain() {
    ClientConnector connector = connector();
    connector.setSslContextFactory(new NoTls());
    return client(new HttpClientTransportOverHTTP(connector));
  }

  HttpClient secure(Optional<SSLContext> trusted) {
    ClientConnector connector = connector();
    SslContextFactory.Client tls = new SslContextFactory.Client();
    trusted.ifPresent(tls::setSslContext);
    connector.setSslContextFactory(tls);
    HTTP2Client http2 = new HTTP2Client(connector);
    http2.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
    http2.setInitialSessionRecvWindow(SESSION_WINDOW_BYTES);
    http2.setInputBufferSize(READ_BYTES);
    // Offered are both, and servers that speak HTTP/2 prefer it; one that negotiates nothing is
    // spoken to in the first.
    return client(
        new HttpClientTransportDynamic(
            connector,
            HttpClientConnectionFactory.HTTP11,
            new ClientConnectionFactoryOverHTTP2.HTTP2(http2)));
  }

  private ClientConnector connector() {
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    connector.setScheduler(timer);
    connector.setByteBufferPool(buffers);
    // Ends what hangs in a handshake, and connections that nobody uses. A request in progress is
    // watched by StallWatch, which knows whose turn it is.
    connector.setIdleTimeout(config.idleTimeout());
    return connector;
  }

  private HttpClient client(HttpClientTransport transport) {
    long connectMillis = config.connectTimeout().toMillis();
    HttpClient client = new HttpClient(transport);
    client.setExecutor(threads);
    client.setScheduler(timer);
    client.setName("ipfs-fetch-http");
    client.setConnectTimeout(connectMillis);
    client.setAddressResolutionTimeout(connectMillis);
    client.setMaxConnectionsPerDestination(config.maxConnectionsPerHost());
    client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    client.setResponseBufferSize(READ_BYTES);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, config.userAgent()));
    client.setSocketAddressResolver(
        new LoopbackResolver(new SocketAddressResolver.Async(threads, timer, connectMillis)));
    proxies().forEach(proxy -> addProxy(client, proxy));
    return client;
  }

  private Set<URI> proxies() {
    Set<URI> proxies = new LinkedHashSet<>();
    config.proxy().https().ifPresent(proxies::add);
    config.proxy().http().ifPresent(proxies::add);
    return proxies;
  }

  private void addProxy(HttpClient client, URI proxy) {
    ConfiguredProxy configured = new ConfiguredProxy(proxy, config.proxy());
    client.getProxyConfiguration().addProxy(configured);
    if (proxy.getRawUserInfo() != null) {
      String[] userAndPassword = proxy.getRawUserInfo().split(":", 2);
      client
          .getAuthenticationStore()
          .addAuthenticationResult(
              new BasicAuthentication.BasicResult(
                  configured.getURI(),
                  HttpHeader.PROXY_AUTHORIZATION,
                  decoded(userAndPassword[0]),
                  userAndPassword.length < 2 ? "" : decoded(userAndPassword[1])));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Stands where the client insists on TLS settings, and loads no certificates. */
  private static final class NoTls extends SslContextFactory.Client {
    @Override
    protected void doStart() {
      // nothing is ever encrypted with it
    }
  }
}
