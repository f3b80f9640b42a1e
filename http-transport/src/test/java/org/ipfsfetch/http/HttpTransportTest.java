// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.ProxySettings;
import org.ipfsfetch.http.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpTransportTest {
  private final FetchConfig config =
      FetchConfig.builder()
          .userAgent("ipfs-fetch/0.1")
          .idleTimeout(Duration.ofSeconds(20))
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("ipfs-fetch-http"))
        .toList();
  }

  @Test
  void startsNoThreadBeforeTheFirstRequestAndLeavesNoneBehind() throws Exception {
    List<String> before = ownThreads();
    try (FakeServer server = new FakeServer(call -> call.send(new byte[] {1}))) {
      HttpTransport transport = HttpTransport.of(config);
      assertThat(ownThreads()).isEqualTo(before);

      assertThat(transport.ask(HttpCall.get(server.uri("/")), 10).get().bytes()).hasSize(1);
      assertThat(ownThreads()).hasSizeGreaterThan(before.size());
      transport.close();
      transport.close();

      assertThat(ownThreads()).isEqualTo(before);
    }
  }

  @Test
  void closingWhileAnswersHangLeavesNoThreadEither() throws Exception {
    List<String> before = ownThreads();
    try (FakeServer server = new FakeServer(FakeServer.Call::hang)) {
      HttpTransport transport = HttpTransport.of(config);
      CompletableFuture<ShortAnswer> asked = transport.ask(HttpCall.get(server.uri("/")), 10);
      Eventually.holds(() -> server.requests().size() == 1);
      transport.close();

      assertThat(asked.get().isGood()).isFalse();
      assertThat(ownThreads()).isEqualTo(before);
    }
  }

  @Test
  void livesUntilTheLastHandleIsClosed() throws Exception {
    try (FakeServer server = new FakeServer(call -> call.send(new byte[] {1}))) {
      HttpTransport one = HttpTransport.of(config);
      HttpTransport other = one.share();
      one.close();
      assertThat(other.ask(HttpCall.get(server.uri("/")), 10).get().isGood()).isTrue();
      other.close();

      ShortAnswer tooLate = other.ask(HttpCall.get(server.uri("/")), 10).get();
      assertThat(tooLate.end().reason()).isEqualTo("the transport is closed");
      assertThatThrownBy(one::share).isInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void introducesItselfAndAsksForNoCoding() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (FakeServer server =
            new FakeServer(
                call -> {
                  seen.add(call.header("User-Agent"));
                  seen.add(call.header("Accept-Encoding"));
                  seen.add(call.header("Cookie"));
                  seen.add(call.header("Origin"));
                  call.header("Set-Cookie", "a=b").send(new byte[0]);
                });
        HttpTransport transport = HttpTransport.of(config)) {
      transport.ask(HttpCall.get(server.uri("/")), 10).get();
      transport.ask(HttpCall.get(server.uri("/")), 10).get();

      assertThat(seen.subList(4, 8)).containsExactly("ipfs-fetch/0.1", "identity", "null", "null");
    }
  }

  @Test
  void sendsPathAndQueryAsTheyAre() throws Exception {
    try (FakeServer server = new FakeServer(call -> call.send(new byte[0]));
        HttpTransport transport = HttpTransport.of(config)) {
      String path = "/ipfs/x/a%20b%2Fc%25?format=car&entity-bytes=0:*&q=a%2Bb";
      transport.ask(HttpCall.get(server.uri(path)), 10).get();

      assertThat(server.requests()).containsExactly("GET " + path);
    }
  }

  @Test
  void followsNothingAndAnswersNoChallenge() throws Exception {
    try (FakeServer server =
            new FakeServer(
                call ->
                    call.status(call.path().equals("/moved") ? 301 : 401)
                        .header("Location", "/elsewhere")
                        .header("WWW-Authenticate", "Basic realm=\"x\"")
                        .send(new byte[0]));
        HttpTransport transport = HttpTransport.of(config)) {
      assertThat(transport.ask(HttpCall.get(server.uri("/moved")), 10).get().status())
          .isEqualTo(301);
      assertThat(transport.ask(HttpCall.get(server.uri("/secret")), 10).get().status())
          .isEqualTo(401);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void cutsAnAnswerThatIsLongerThanAsked() throws Exception {
    try (FakeServer server = new FakeServer(call -> call.send(new byte[200_000]));
        HttpTransport transport = HttpTransport.of(config)) {
      ShortAnswer answer = transport.ask(HttpCall.get(server.uri("/")), 10_000).get();

      assertThat(answer.bytes()).hasSize(10_000);
      assertThat(answer.isGood()).isFalse();
    }
  }

  @Test
  void cancellingAFutureClosesTheRequest() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (FakeServer server =
            new FakeServer(
                call -> {
                  try {
                    while (true) {
                      call.body().write(new byte[1000]);
                    }
                  } finally {
                    closed.countDown();
                  }
                });
        HttpTransport transport = HttpTransport.of(config)) {
      CompletableFuture<ShortAnswer> asked =
          transport.ask(HttpCall.get(server.uri("/")), Integer.MAX_VALUE / 64);
      Eventually.holds(() -> server.written() > 0);
      asked.cancel(true);

      closed.await();
      assertThat(asked).isCancelled();
    }
  }

  @Test
  void namesBelowLocalhostAreThisMachine() throws Exception {
    try (FakeServer server =
            new FakeServer(
                call -> call.send(call.header("Host").getBytes(StandardCharsets.US_ASCII)));
        HttpTransport transport = HttpTransport.of(config)) {
      URI uri = URI.create("http://bafyx.ipfs.localhost:" + server.port() + "/");

      assertThat(transport.ask(HttpCall.get(uri), 100).get().text())
          .isEqualTo("bafyx.ipfs.localhost:" + server.port());
    }
  }

  @Test
  void saysWhyNobodyWasReached() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (HttpTransport transport = HttpTransport.of(config)) {
      ShortAnswer refused =
          transport.ask(HttpCall.get(URI.create("http://127.0.0.1:" + port)), 10).get();
      ShortAnswer unknown =
          transport.ask(HttpCall.get(URI.create("http://no-such-host.invalid/")), 10).get();

      assertThat(refused.end())
          .isEqualTo(new ExchangeEnd.Failed(ExchangeEnd.Kind.UNREACHABLE, "connection refused"));
      assertThat(unknown.end())
          .isEqualTo(new ExchangeEnd.Failed(ExchangeEnd.Kind.UNREACHABLE, "unknown host"));
    }
  }

  @Test
  void plainRequestsGoThroughTheirProxy() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (FakeServer proxy =
        new FakeServer(
            call -> {
              seen.add(call.header("Host") + " " + call.header("Proxy-Authorization"));
              call.send("through the proxy".getBytes(StandardCharsets.US_ASCII));
            })) {
      URI secret = URI.create("http://user:p%40ss@127.0.0.1:" + proxy.port());
      FetchConfig proxied =
          FetchConfig.builder()
              .proxy(
                  new ProxySettings(
                      Optional.empty(), Optional.of(secret), List.of("direct.invalid")))
              .build();
      try (HttpTransport transport = HttpTransport.of(proxied)) {
        HttpCall call = HttpCall.get(URI.create("http://gateway.invalid/x"));
        HttpCall direct = HttpCall.get(URI.create("http://direct.invalid/x"));

        assertThat(transport.ask(call, 100).get().text()).isEqualTo("through the proxy");
        assertThat(transport.ask(direct, 100).get().end().reason()).isEqualTo("unknown host");
        assertThat(seen).containsExactly("gateway.invalid Basic dXNlcjpwQHNz");
      }
    }
  }

  @Test
  void secureRequestsAskTheirProxyForATunnel() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuseOne(proxy));
      URI address = URI.create("http://127.0.0.1:" + proxy.getLocalPort());
      FetchConfig proxied =
          FetchConfig.builder()
              .proxy(new ProxySettings(Optional.of(address), Optional.empty(), List.of()))
              .build();
      try (HttpTransport transport = HttpTransport.of(proxied)) {
        ShortAnswer answer =
            transport.ask(HttpCall.get(URI.create("https://gateway.invalid/x")), 100).get();

        assertThat(asked.get()).startsWith("CONNECT gateway.invalid:443 HTTP/1.1");
        assertThat(answer.end())
            .isEqualTo(
                new ExchangeEnd.Failed(ExchangeEnd.Kind.UNREACHABLE, "the proxy answers 502"));
      }
    }
  }

  private static String refuseOne(ServerSocket proxy) {
    try (Socket socket = proxy.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.read());
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return request.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
