// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.ipfsfetch.http.testing.LoopbackServer;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;

/** A trustless gateway on the loopback that answers as a test says, also wrongly. */
final class FakeGateway implements AutoCloseable {
  static final String CAR = "application/vnd.ipld.car; version=1; order=dfs; dups=n";
  static final String RAW = "application/vnd.ipld.raw";

  /** Answers a request; may block. */
  interface Answering {
    void answer(Call call) throws Exception;
  }

  private final LoopbackServer server;
  private final String scheme;
  private final Answering answering;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> connections = ConcurrentHashMap.newKeySet();

  private FakeGateway(Answering answering, String scheme, ConnectionFactory... protocols) {
    this.answering = answering;
    this.scheme = scheme;
    server = new LoopbackServer("fake-gateway", 200, this::answer, protocols);
  }

  /** Plain HTTP/1.1. */
  static FakeGateway plain(Answering answering) {
    return new FakeGateway(answering, "http", new HttpConnectionFactory(LoopbackServer.lenient()));
  }

  /** TLS with HTTP/2, which allows that many streams at once on a connection. */
  static FakeGateway secure(int maxStreams, Answering answering) {
    return new FakeGateway(answering, "https", secure(maxStreams));
  }

  private static ConnectionFactory[] secure(int maxStreams) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(certificate());
    tls.setKeyStorePassword("changeit");
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(LoopbackServer.lenient());
    http2.setMaxConcurrentStreams(maxStreams);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol("http/1.1");
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls, alpn.getProtocol()),
      alpn,
      http2,
      new HttpConnectionFactory(LoopbackServer.lenient())
    };
  }

  /** What a client must trust to speak to a secure one. */
  static SSLContext trust() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    anchors.setCertificateEntry("localhost", certificate().getCertificate("localhost"));
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore certificate() {
    try (InputStream in = FakeGateway.class.getResourceAsStream("/localhost.p12")) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, "changeit".toCharArray());
      return store;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  URI uri() {
    return uri("127.0.0.1");
  }

  URI uri(String host) {
    return URI.create(scheme + "://" + host + ":" + port());
  }

  int port() {
    return server.port();
  }

  /** In the order they came. */
  List<Call> calls() {
    return calls;
  }

  /** Paths with their queries, in the order they came. */
  List<String> targets() {
    return calls.stream().map(Call::target).toList();
  }

  int connectionsEver() {
    return connections.size();
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(Request request, Response response) throws Exception {
    Call call = new Call(request, response);
    calls.add(call);
    connections.add(request.getConnectionMetaData().getRemoteSocketAddress().toString());
    answering.answer(call);
  }

  /** A request and the way to answer it. */
  final class Call {
    private final Request request;
    private final Response response;
    private final String target;
    private final String version;

    private Call(Request request, Response response) {
      this.request = request;
      this.response = response;
      this.target = request.getHttpURI().getPathQuery();
      this.version = request.getConnectionMetaData().getHttpVersion().asString();
    }

    String target() {
      return target;
    }

    String httpVersion() {
      return version;
    }

    String header(String name) {
      return String.valueOf(request.getHeaders().get(name));
    }

    String host() {
      return Request.getServerName(request);
    }

    boolean isCar() {
      return target.contains("format=car");
    }

    Call status(int status) {
      response.setStatus(status);
      return this;
    }

    Call header(String name, String value) {
      response.getHeaders().put(name, value);
      return this;
    }

    /** An error as kubo gives it. */
    void fail(int status, String text) throws IOException {
      status(status).header("Content-Type", "text/plain; charset=utf-8");
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] body) throws IOException {
      try (OutputStream out = body()) {
        out.write(body);
      }
    }

    OutputStream body() {
      return Content.Sink.asOutputStream(response);
    }

    /** The block that is asked for, if it is one of these. */
    void sendBlock(List<TestBlock> blocks) throws IOException {
      for (TestBlock block : blocks) {
        if (target.startsWith("/ipfs/" + block.cid())) {
          header("Content-Type", RAW).send(block.bytes());
          return;
        }
      }
      fail(404, "failed to resolve: ipld: could not find it");
    }

    void sendCar(List<TestBlock> blocks) throws IOException {
      header("Content-Type", CAR);
      TestBlocks.writeCar(body(), blocks);
    }

    /** Says nothing more until the gateway is closed. */
    void hang() throws InterruptedException {
      server.awaitClose();
    }

    /** Ends the connection in the middle of the answer. */
    void cut() throws IOException {
      throw new IOException("cut on purpose");
    }
  }
}
