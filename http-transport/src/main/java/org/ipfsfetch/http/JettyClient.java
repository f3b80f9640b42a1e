// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.ipfsfetch.config.FetchConfig;

/**
 * The HTTP client, its threads and its settings; nothing runs until something is asked of it.
 *
 * <p>Threads, all daemons: {@code ipfs-fetch-http-…}, at most {@value #MAX_THREADS}, one of which
 * watches the connections while the others read what arrived, and {@code ipfs-fetch-http-timer}.
 * Lock: this object guards starting and closing, and counts those who share it. Thread-safe.
 */
final class JettyClient implements Executor {
  private static final int MAX_THREADS = 8;

  /** What one read from a connection gives: more saves no time, and each busy connection has one. */
  private static final int READ_BYTES = 64 * 1024;

  /** Network buffers kept while nobody uses them. */
  private static final long MAX_IDLE_BUFFER_BYTES = 8 << 20;

  /** HTTP/2: what a server may send before it is read, 80 MB/s at 50 ms of round trip. */
  private static final int STREAM_WINDOW_BYTES = 4 << 20;

  private static final int SESSION_WINDOW_BYTES = 8 << 20;

  private final FetchConfig config;
  private final Optional<SSLContext> tls;
  private QueuedThreadPool threads;
  private HttpClient client;
  private StallWatch watch;
  private int users = 1;

  JettyClient(FetchConfig config, Optional<SSLContext> tls) {
    this.config = config;
    this.tls = tls;
  }

  synchronized void addUser() {
    requireOpen();
    users++;
  }

  /** The last one closes it. */
  void removeUser() {
    QueuedThreadPool stopThreads;
    HttpClient stopClient;
    synchronized (this) {
      if (--users > 0) {
        return;
      }
      stopThreads = threads;
      stopClient = client;
    }
    stop(stopClient);
    stop(stopThreads);
  }

  private static void stop(org.eclipse.jetty.util.component.LifeCycle part) {
    try {
      org.eclipse.jetty.util.component.LifeCycle.stop(part);
    } catch (RuntimeException ignored) {
      // what does not stop in order ends with its threads, which are daemons
    }
  }

  /** Runs a task on the client's threads. */
  @Override
  public void execute(Runnable task) {
    threads().execute(task);
  }

  Exchange exchange(HttpCall call, ResponseReader reader) {
    return new Exchange(call, reader, client(), watch);
  }

  private void requireOpen() {
    if (users <= 0) {
      throw new RejectedExecutionException("the transport is closed");
    }
  }

  private synchronized QueuedThreadPool threads() {
    requireOpen();
    if (threads == null) {
      threads = new QueuedThreadPool(MAX_THREADS, 2, 10_000);
      threads.setName("ipfs-fetch-http");
      threads.setDaemon(true);
      threads.setStopTimeout(1_000);
      start(threads);
    }
    return threads;
  }

  private synchronized HttpClient client() {
    requireOpen();
    if (client == null) {
      client = newClient(threads());
      start(client);
      // answers are judged here: no redirect, no password and no coding goes on its own
      client.getProtocolHandlers().clear();
      client.getContentDecoderFactories().clear();
      watch = new StallWatch(client.getScheduler(), config.idleTimeout());
    }
    return client;
  }

  private static void start(org.eclipse.jetty.util.component.LifeCycle part) {
    try {
      part.start();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the HTTP client", e);
    }
  }

  private HttpClient newClient(QueuedThreadPool pool) {
    HttpClient made = new HttpClient(newTransport(pool));
    made.setExecutor(pool);
    made.setName("ipfs-fetch-http");
    made.setConnectTimeout(config.connectTimeout().toMillis());
    made.setAddressResolutionTimeout(config.connectTimeout().toMillis());
    made.setMaxConnectionsPerDestination(config.maxConnectionsPerHost());
    made.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    made.setResponseBufferSize(READ_BYTES);
    made.setFollowRedirects(false);
    made.setHttpCookieStore(new HttpCookieStore.Empty());
    made.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, config.userAgent()));
    made.setSocketAddressResolver(
        new LoopbackResolver(
            new org.eclipse.jetty.util.SocketAddressResolver.Async(
                pool, made.getScheduler(), config.connectTimeout().toMillis())));
    proxies().forEach(proxy -> addProxy(made, proxy));
    return made;
  }

  private HttpClientTransportDynamic newTransport(QueuedThreadPool pool) {
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(pool);
    connector.setScheduler(new ScheduledExecutorScheduler("ipfs-fetch-http-timer", true));
    connector.setByteBufferPool(
        new ArrayByteBufferPool(
            0, 4096, 4 * READ_BYTES, 1024, MAX_IDLE_BUFFER_BYTES, MAX_IDLE_BUFFER_BYTES));
    // Ends what hangs in a handshake, and connections that nobody uses. A request in progress is
    // watched by StallWatch, which knows whose turn it is.
    connector.setIdleTimeout(config.idleTimeout());
    SslContextFactory.Client ssl = new SslContextFactory.Client();
    tls.ifPresent(ssl::setSslContext);
    connector.setSslContextFactory(ssl);
    HTTP2Client http2 = new HTTP2Client(connector);
    http2.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
    http2.setInitialSessionRecvWindow(SESSION_WINDOW_BYTES);
    http2.setInputBufferSize(READ_BYTES);
    return new HttpClientTransportDynamic(
        connector,
        new ClientConnectionFactoryOverHTTP2.HTTP2(http2),
        HttpClientConnectionFactory.HTTP11);
  }

  private Set<URI> proxies() {
    Set<URI> proxies = new LinkedHashSet<>();
    config.proxy().https().ifPresent(proxies::add);
    config.proxy().http().ifPresent(proxies::add);
    return proxies;
  }

  private void addProxy(HttpClient made, URI proxy) {
    ConfiguredProxy configured = new ConfiguredProxy(proxy, config.proxy());
    made.getProxyConfiguration().addProxy(configured);
    if (proxy.getRawUserInfo() != null) {
      String[] userAndPassword = proxy.getRawUserInfo().split(":", 2);
      made.getAuthenticationStore()
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

  Duration idleLimit() {
    return config.idleTimeout();
  }
}
