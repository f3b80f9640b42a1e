// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.config.Surroundings;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.source.BlockSourceProvider;

/**
 * Does once what most runs do, so that the launcher can have an archive of the classes it takes.
 *
 * <p>It asks nobody but itself: a CAR of one small file, from disk and from a gateway on the
 * loopback. What fails is left out of the archive and nothing more.
 */
final class Rehearsal {
  private static final byte[] CONTENT = "rehearsal\n".getBytes(StandardCharsets.UTF_8);

  private Rehearsal() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("ipfs-fetch-rehearsal-");
    try {
      rehearse(folder);
    } finally {
      remove(folder);
    }
    System.exit(0); // whatever threads a failure may have left
  }

  private static void rehearse(Path folder) throws Exception {
    Cid cid = Cid.v1(Codec.RAW, Multihash.sha256(CONTENT, 0, CONTENT.length));
    byte[] car = car(cid);
    Path file = Files.write(folder.resolve("rehearsal.car"), car);
    String address = "ipfs://" + cid;
    HttpServer gateway = gateway(cid, car);
    try {
      String url =
          "http://127.0.0.1:" + gateway.getAddress().getPort(); // by number: no name is looked up
      for (List<String> line :
          List.of(
              List.of("--version"),
              List.of("get", "--help"),
              List.of("config"),
              List.of("get", "not an address"),
              List.of("get", "--from-car", file.toString(), "-o", "a", address),
              List.of("get", "--json", "--sources=gateway", "--gateway", url, "-o", "b", address),
              List.of("cat", "--sources=gateway", "--gateway", url, address),
              List.of("sources", "--gateway", url))) {
        run(folder, line);
      }
    } finally {
      gateway.stop(0);
    }
  }

  private static void run(Path folder, List<String> line) {
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            Terminal.none());
    Surroundings surroundings =
        new Surroundings(Map.of(), Map.of(), folder, folder, path -> java.util.Optional.empty());
    Invocation invocation =
        new Invocation(
            console,
            surroundings,
            (config, plan) ->
                plan.isPresent() ? Fetcher.open(config, plan.get()) : Fetcher.open(config),
            () -> ServiceLoader.load(BlockSourceProvider.class),
            InstantSource.system(),
            new Stop(Thread.currentThread(), any -> {}));
    new IpfsFetch(invocation).run(line.toArray(String[]::new));
  }

  private static byte[] car(Cid cid) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarWriter writer = new CarWriter(out, List.of(cid))) {
      writer.write(cid, CONTENT, 0, CONTENT.length);
    }
    return out.toByteArray();
  }

  private static HttpServer gateway(Cid cid, byte[] car) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/ipfs/" + cid,
        exchange -> {
          boolean raw = String.valueOf(exchange.getRequestURI().getQuery()).contains("format=raw");
          String type =
              raw
                  ? "application/vnd.ipld.raw"
                  : "application/vnd.ipld.car; version=1; order=dfs; dups=n";
          answer(exchange, type, raw ? CONTENT : car);
        });
    server.createContext(
        "/ipfs/bafkqaaa", exchange -> answer(exchange, "application/vnd.ipld.raw", new byte[0]));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
