// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.net.URI;
import org.ipfsfetch.testcontainers.KuboContainer;
import org.testcontainers.utility.DockerImageName;

/** A kubo in a container. */
final class ContainerKubo implements Kubo {
  private final KuboContainer container;
  private final String version;

  private ContainerKubo(KuboContainer container, String version) {
    this.container = container;
    this.version = version;
  }

  static ContainerKubo start(DockerImageName image) throws IOException, InterruptedException {
    KuboContainer container = new KuboContainer(image).withFolder(ContentFolder.root());
    try {
      container.start();
      return new ContainerKubo(container, container.ipfs("version", "--number"));
    } catch (IOException | InterruptedException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String form() {
    return "container " + container.getDockerImageName();
  }

  @Override
  public URI api() {
    return container.apiUrl();
  }

  @Override
  public URI gateway() {
    return container.gatewayUrl();
  }

  @Override
  public String peerAddress() {
    return container.peerAddress();
  }

  @Override
  public String ipfs(String... arguments) throws IOException, InterruptedException {
    return container.ipfs(arguments);
  }

  @Override
  public void close() {
    container.close();
  }
}
