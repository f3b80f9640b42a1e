// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between the library and a real node: passes requests on, notes them, and misbehaves in one
 * chosen way.
 *
 * <p>Each request has a thread of the relay's pool while it is passed on. Thread-safe.
 */
final class Relay implements AutoCloseable {
  private static final String CAR = "application/vnd.ipld.car";
  // What a trustless client may send and hear; the rest belongs to the one connection.
  private static final List<String> PASSED_ON = List.of("accept", "range", "if-none-match");
  private static final Set<String> KEPT_BACK =
      Set.of("connection", "content-length", "transfer-encoding", "trailer", "date");

  private final URI target;
  private final CarPolicy cars;
  private final BlockCount blocks;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final List<URI> requests = new CopyOnWriteArrayList<>();

  private enum CarPolicy {
    PASS,
    REFUSE
  }

  private Relay(URI target, CarPolicy cars, BlockCount blocks) throws IOException {
    this.target = target;
    this.cars = cars;
    this.blocks = blocks;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Passes everything on. */
  static Relay before(URI target) throws IOException {
    return new Relay(target, CarPolicy.PASS, BlockCount.endless());
  }

  /** Answers 406 to whoever wants a CAR, as a gateway does that serves blocks only. */
  static Relay refusingCars(URI target) throws IOException {
    return new Relay(target, CarPolicy.REFUSE, BlockCount.endless());
  }

  /** Lets this many blocks through, in CARs or alone, then hangs up and never answers again. */
  static Relay dyingAfterBlocks(int blocks, URI target) throws IOException {
    return new Relay(target, CarPolicy.PASS, BlockCount.of(blocks));
  }

  URI uri() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort());
  }

  /** Path and query of everything asked for so far. */
  List<URI> requests() {
    return List.copyOf(requests);
  }

  /** The blocks that went through whole. */
  BlockCount blocks() {
    return blocks;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI());
    try (exchange) {
      if (cars == CarPolicy.REFUSE && wantsCar(exchange)) {
        exchange.sendResponseHeaders(406, -1);
        return;
      }
      HttpResponse<InputStream> response =
          client.send(request(exchange), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        passOn(response, body, exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the relay is being closed
    } catch (BlockCount.Exhausted e) {
      server.stop(0);
    }
  }

  private static boolean wantsCar(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    String accept =
        String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
    return query.contains("format=car") || accept.contains(CAR);
  }

  private HttpRequest request(HttpExchange exchange) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.noBody());
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private void passOn(HttpResponse<InputStream> response, InputStream body, HttpExchange exchange)
      throws IOException, BlockCount.Exhausted {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!KEPT_BACK.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(response.statusCode(), 0);
    OutputStream out = exchange.getResponseBody();
    if (response.statusCode() == 200) {
      blocks.copy(exchange.getRequestURI(), isCar(response), body, out);
    } else {
      body.transferTo(out);
    }
  }

  private static boolean isCar(HttpResponse<?> response) {
    return response.headers().firstValue("content-type").orElse("").startsWith(CAR)
        || response.uri().getPath().endsWith("/dag/export");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
