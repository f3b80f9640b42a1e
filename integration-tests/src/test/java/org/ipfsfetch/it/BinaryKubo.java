// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.testcontainers.KuboConfiguration;

/**
 * A kubo started from an {@code ipfs} binary, with a repository of its own in a temporary folder
 * and free ports: for where there is no container engine.
 */
final class BinaryKubo implements Kubo {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(100);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final Path binary;
  private final Path folder;
  private final Process daemon;
  private final URI api;
  private final URI gateway;
  private final String version;
  private final String peerAddress;

  private BinaryKubo(Path binary, Path folder, Process daemon)
      throws IOException, InterruptedException {
    this.binary = binary;
    this.folder = folder;
    this.daemon = daemon;
    this.api = URI.create(httpUrl(awaitFile("api")));
    this.gateway = URI.create(awaitFile("gateway"));
    this.version = ipfs("version", "--number");
    this.peerAddress =
        ipfs("id", "--format=<addrs>")
            .lines()
            .findFirst()
            .orElseThrow(() -> new IOException(binary + " listens for no peers"));
  }

  static BinaryKubo start(Path binary) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("kubo");
    Path config = folder.resolve("configuration.json");
    Files.writeString(config, KuboConfiguration.onLoopback().toJson());
    ProcessBuilder builder =
        new ProcessBuilder(
            binary.toString(), "daemon", "--init", "--init-config=" + config, "--migrate=false");
    builder.environment().put("IPFS_PATH", folder.resolve("repository").toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    Process daemon = builder.start();
    try {
      return new BinaryKubo(binary, folder, daemon);
    } catch (IOException | InterruptedException | RuntimeException e) {
      daemon.destroyForcibly().waitFor();
      throw e;
    }
  }

  /** What the daemon writes once the port that the file tells of is open. */
  private String awaitFile(String name) throws IOException, InterruptedException {
    Path file = folder.resolve("repository").resolve(name);
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    while (true) {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      if (!text.isEmpty()) {
        return text;
      }
      // The wait for the process's end is the pause between two looks.
      if (daemon.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
        throw new IOException(
            binary + " did not start: " + Files.readString(folder.resolve("log")).strip());
      }
    }
  }

  private static String httpUrl(String multiaddr) {
    String[] parts = multiaddr.split("/"); // "", ip4, address, tcp, port
    return "http://" + parts[2] + ":" + parts[4];
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String form() {
    return "binary " + binary;
  }

  @Override
  public URI api() {
    return api;
  }

  @Override
  public URI gateway() {
    return gateway;
  }

  @Override
  public String peerAddress() {
    return peerAddress;
  }

  @Override
  public String ipfs(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("IPFS_PATH", folder.resolve("repository").toString()));
    Path complaints = Files.createTempFile(folder, "stderr", "");
    Process process = builder.redirectError(complaints.toFile()).start();
    process.getOutputStream().close();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(
          "ipfs " + String.join(" ", arguments) + ": " + Files.readString(complaints).strip());
    }
    return printed;
  }

  @Override
  public void close() {
    daemon.destroy();
    try {
      if (!daemon.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        daemon.destroyForcibly().waitFor();
      }
      ContentFolder.delete(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    } catch (InterruptedException e) {
      daemon.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
