// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server on the loopback that answers as a script says. */
final class ScriptedServer implements AutoCloseable {
  /** As many as the library asks for at once, and those it has given up. */
  private static final int MAX_THREADS = 300;

  private static final int MIN_THREADS = 4;
  private static final int STOP_MILLIS = 5_000;
  private static final int STREAMS = 128; // Jetty's default, and near what others allow

  /** Answers a request; may block. */
  @FunctionalInterface
  interface Script {
    void answer(Call call) throws Exception;
  }

  private final Server server;
  private final ServerConnector connector;
  private final String scheme;
  private final Script script;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private ScriptedServer(String scheme, List<ConnectionFactory> spoken, Script script) {
    this.scheme = scheme;
    this.script = script;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("scripted-server");
    threads.setStopTimeout(STOP_MILLIS);
    server = new Server(threads);
    connector = new ServerConnector(server, 1, 1, spoken.toArray(ConnectionFactory[]::new));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Answers());
  }

  static ScriptedServer start(Protocol protocol, LocalCertificate certificate, Script script) {
    return start(protocol, certificate, STREAMS, script);
  }

  /**
   * @param maxStreams how many requests at once it allows on a connection of HTTP/2
   */
  static ScriptedServer start(
      Protocol protocol, LocalCertificate certificate, int maxStreams, Script script) {
    HttpConnectionFactory http1 = new HttpConnectionFactory();
    return started(
        protocol.scheme(),
        switch (protocol) {
          case PLAIN -> List.of(http1);
          case TLS -> negotiated(certificate, http1);
          case HTTP2 -> negotiated(certificate, http2(maxStreams), http1);
        },
        script);
  }

  /** TLS with HTTP/1.1, which is not negotiated: ALPN is unknown to it. */
  static ScriptedServer startWithoutAlpn(LocalCertificate certificate, Script script) {
    HttpConnectionFactory http1 = new HttpConnectionFactory();
    SslConnectionFactory tls =
        new SslConnectionFactory(certificate.forServer(), http1.getProtocol());
    return started(Protocol.TLS.scheme(), List.of(tls, http1), script);
  }

  private static ScriptedServer started(
      String scheme, List<ConnectionFactory> spoken, Script script) {
    ScriptedServer made = new ScriptedServer(scheme, spoken, script);
    LifeCycle.start(made.server);
    return made;
  }

  private static ConnectionFactory http2(int maxStreams) {
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(new HttpConfiguration());
    http2.setMaxConcurrentStreams(maxStreams);
    return http2;
  }

  /** TLS, and beneath it the first of these that the client knows, if need be the last. */
  private static List<ConnectionFactory> negotiated(
      LocalCertificate certificate, ConnectionFactory... spoken) {
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(spoken[spoken.length - 1].getProtocol());
    List<ConnectionFactory> all = new ArrayList<>();
    all.add(new SslConnectionFactory(certificate.forServer(), alpn.getProtocol()));
    all.add(alpn);
    all.addAll(List.of(spoken));
    return all;
  }

  URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + connector.getLocalPort());
  }

  /** In the order they came. */
  List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    closing.countDown();
    LifeCycle.stop(server);
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Call call = new Call(request, response, closing);
      calls.add(call);
      try {
        script.answer(call);
        callback.succeeded();
      } catch (Exception e) {
        callback.failed(e);
      }
      return true;
    }
  }
}
