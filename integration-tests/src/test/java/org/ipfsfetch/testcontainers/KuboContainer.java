// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.testcontainers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A kubo node in a container, offline: it knows only what a test adds to it and the peers that a
 * test connects it to.
 *
 * <pre>{@code
 * try (KuboContainer kubo = new KuboContainer(DockerImageName.parse("ipfs/kubo:v0.43.1"))) {
 *   kubo.withFolder(Path.of("/tmp/content")).start();
 *   String cid = kubo.ipfs("add", "-r", "-Q", "/tmp/content");
 *   URI page = kubo.gatewayUrl().resolve("/ipfs/" + cid);
 * }
 * }</pre>
 *
 * <p>RPC and gateway answer on random ports of the host. The binary is started itself, without the
 * shell script of the published image, so that an image without a shell will do: anything that has
 * {@code /usr/local/bin/ipfs}, a {@code /tmp} and {@code IPFS_PATH=/data/ipfs}, declared with
 * {@code asCompatibleSubstituteFor("ipfs/kubo")}. For one thread until it is started, then
 * thread-safe.
 */
public final class KuboContainer extends GenericContainer<KuboContainer> {
  public static final int API_PORT = 5001;
  public static final int GATEWAY_PORT = 8080;
  public static final int SWARM_PORT = 4001;

  private static final DockerImageName PUBLISHED = DockerImageName.parse("ipfs/kubo");
  private static final String CONFIG = "/tmp/kubo-configuration.json";
  // A start takes 2 s on an idle machine; a busy one gets fifty times that.
  private static final Duration START_TIMEOUT = Duration.ofSeconds(100);

  private final KuboConfiguration configuration = KuboConfiguration.inContainer();
  private final List<Path> folders = Collections.synchronizedList(new ArrayList<>());

  /**
   * @throws IllegalStateException when the image neither is {@code ipfs/kubo} nor is declared as a
   *     substitute for it
   */
  public KuboContainer(DockerImageName image) {
    super(image);
    image.assertCompatibleWith(PUBLISHED);
    withExposedPorts(API_PORT, GATEWAY_PORT, SWARM_PORT);
    withCreateContainerCmdModifier(this::prepare);
    withCommand("daemon", "--init", "--init-config=" + CONFIG);
    withCopyToContainer(Transferable.of(configuration.toJson()), CONFIG);
    waitingFor(
        Wait.forHttp("/api/v0/id")
            .forPort(API_PORT)
            .withMethod("POST") // all of the RPC is POST
            .withStartupTimeout(START_TIMEOUT));
  }

  /**
   * Shows a folder of the host to the node, read-only and under the same path, so that {@code ipfs
   * add} finds there what the test wrote, with its links, modes and times. Before the start.
   */
  public KuboContainer withFolder(Path folder) {
    folders.add(folder.toAbsolutePath());
    return this;
  }

  private void prepare(CreateContainerCmd command) {
    command.withEntrypoint("/usr/local/bin/ipfs");
    List<Bind> binds = new ArrayList<>();
    for (Path folder : folders) {
      binds.add(new Bind(folder.toString(), new Volume(folder.toString()), AccessMode.ro));
    }
    command.getHostConfig().withBinds(binds);
  }

  /** The root of the RPC, without {@code /api/v0}. */
  public URI apiUrl() {
    return published(API_PORT);
  }

  /** The root of the gateway. */
  public URI gatewayUrl() {
    return published(GATEWAY_PORT);
  }

  private URI published(int port) {
    return URI.create("http://" + getHost() + ":" + getMappedPort(port));
  }

  /** The node's own name. */
  public String peerId() {
    return configuration.peerId();
  }

  /** A multiaddr by which other containers of the same network reach this node. */
  public String peerAddress() {
    Map<String, ContainerNetwork> networks =
        getCurrentContainerInfo().getNetworkSettings().getNetworks();
    String address =
        networks.values().stream()
            .map(ContainerNetwork::getIpAddress)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the container is in no network"));
    return "/ip4/" + address + "/tcp/" + SWARM_PORT + "/p2p/" + peerId();
  }

  /**
   * Runs {@code ipfs} with these arguments beside the daemon.
   *
   * @return what it printed, without surrounding white space
   * @throws IOException when it exits with anything but 0; the message is what it complained
   */
  public String ipfs(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/local/bin/ipfs"));
    command.addAll(List.of(arguments));
    ExecResult result = execInContainer(command.toArray(String[]::new));
    if (result.getExitCode() != 0) {
      throw new IOException(
          "ipfs " + String.join(" ", arguments) + ": " + result.getStderr().strip());
    }
    return result.getStdout().strip();
  }
}
