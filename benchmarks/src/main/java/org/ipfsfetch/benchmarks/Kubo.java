// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running kubo that talks to nobody unless it is connected: no routing, no bootstrap peers, free
 * ports of the loopback interface. Its repository stays when it is closed.
 */
final class Kubo implements AutoCloseable {
  private static final List<String> ADD =
      List.of(
          "add", "-Q", "--pin=false", "--cid-version=1", "--raw-leaves", "--chunker=size-1048576");
  private static final long START_SECONDS = 100;
  private static final long STOP_SECONDS = 20;
  private static final String[][] SETTINGS = {
    {
      "Addresses",
      """
      {"API": "/ip4/127.0.0.1/tcp/0", "Gateway": "/ip4/127.0.0.1/tcp/0",
       "Swarm": ["/ip4/127.0.0.1/tcp/0"], "Announce": [], "NoAnnounce": [], "AppendAnnounce": []}
      """
    },
    {"Bootstrap", "[]"},
    {"AutoConf.Enabled", "false"},
    {"AutoTLS.Enabled", "false"},
    {"DNS.Resolvers", "{}"},
    {"Ipns.DelegatedPublishers", "[]"},
    {"Routing", "{\"Type\": \"none\", \"DelegatedRouters\": []}"},
    {"Discovery.MDNS.Enabled", "false"},
    {"Swarm.DisableNatPortMap", "true"},
  };

  private final Path binary;
  private final Path repository;
  private final Process daemon;
  private final URI gateway;

  private Kubo(Path binary, Path repository, Process daemon)
      throws IOException, InterruptedException {
    this.binary = binary;
    this.repository = repository;
    this.daemon = daemon;
    awaitFile("api");
    this.gateway = URI.create(awaitFile("gateway"));
  }

  /** Starts one with this repository, which is made if it is not there. */
  static Kubo start(Path binary, Path repository) throws IOException, InterruptedException {
    if (!Files.exists(repository.resolve("ready"))) {
      Files.createDirectories(repository);
      Tools.run(command(binary, repository, List.of("init", "--empty-repo")));
      for (String[] setting : SETTINGS) {
        Tools.run(command(binary, repository, List.of("config", "--json", setting[0], setting[1])));
      }
      Files.createFile(repository.resolve("ready"));
    }
    Files.deleteIfExists(repository.resolve("api"));
    Files.deleteIfExists(repository.resolve("gateway"));
    ProcessBuilder builder = command(binary, repository, List.of("daemon"));
    builder.redirectErrorStream(true).redirectOutput(repository.resolve("log").toFile());
    Process daemon = builder.start();
    try {
      return new Kubo(binary, repository, daemon);
    } catch (IOException | InterruptedException | RuntimeException e) {
      daemon.destroyForcibly().waitFor();
      throw e;
    }
  }

  private static ProcessBuilder command(Path binary, Path repository, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(binary.toString()));
    words.addAll(arguments);
    return Command.of(words)
        .with("IPFS_PATH", repository.toString())
        .builder(List.of(), repository)
        .redirectError(repository.resolve("stderr").toFile());
  }

  /** What the daemon writes when the port that the file tells of is open. */
  private String awaitFile(String name) throws IOException, InterruptedException {
    Path file = repository.resolve(name);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!text.isEmpty()) {
        return text;
      }
      // The wait for the process's end is the pause between two looks.
      if (daemon.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IOException(
            binary + " did not start: " + Files.readString(repository.resolve("log")).strip());
      }
    }
  }

  Path repository() {
    return repository;
  }

  /** The root of the gateway. */
  URI gateway() {
    return gateway;
  }

  /** The multiaddr of the RPC. */
  String api() throws IOException {
    return Files.readString(repository.resolve("api")).strip();
  }

  /** By which others reach it: {@code /ip4/…/tcp/…/p2p/…}. */
  String peerAddress() throws IOException, InterruptedException {
    return ipfs("id", "--format=<addrs>").lines().findFirst().orElseThrow();
  }

  void connectTo(String peerAddress) throws IOException, InterruptedException {
    ipfs("swarm", "connect", peerAddress);
  }

  /** Adds a folder and gives its CID. */
  String add(Path folder) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(ADD);
    arguments.add("-r");
    arguments.add(folder.toString());
    return ipfs(arguments.toArray(String[]::new));
  }

  /** Writes a file's content. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds a file that lies nowhere and gives its CID. */
  String add(Content content) throws IOException, InterruptedException {
    Process process = command(binary, repository, ADD).start();
    try (OutputStream out = process.getOutputStream()) {
      content.writeTo(out);
    }
    String cid = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ipfs add: " + Files.readString(repository.resolve("stderr")).strip());
    }
    return cid.strip();
  }

  private String ipfs(String... arguments) throws IOException, InterruptedException {
    return Tools.run(command(binary, repository, List.of(arguments)));
  }

  /** The command {@code ipfs} beside this daemon. */
  Command client(String... arguments) {
    List<String> words = new ArrayList<>(List.of(binary.toString()));
    words.addAll(List.of(arguments));
    return Command.of(words).with("IPFS_PATH", repository.toString());
  }

  @Override
  public void close() {
    daemon.destroy();
    try {
      if (!daemon.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        daemon.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      daemon.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
