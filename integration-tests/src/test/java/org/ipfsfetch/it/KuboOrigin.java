// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** A place that a kubo may be started from. */
sealed interface KuboOrigin {

  Kubo start() throws IOException, InterruptedException;

  /** All places for a release, best first; whether they have it shows when they are asked. */
  static List<KuboOrigin> of(Release release) {
    List<KuboOrigin> origins = new ArrayList<>();
    String form = System.getProperty("kubo.form", "");
    if (!form.equals("binary")) {
      String tag = ":v" + release.version();
      String published = Checkout.kubo("KUBO_IMAGE");
      DockerImageName image = DockerImageName.parse(published + tag);
      origins.add(new LocalImage(image));
      origins.add(
          new LocalImage(
              DockerImageName.parse(Checkout.kubo("KUBO_SUBSTITUTE") + tag)
                  .asCompatibleSubstituteFor(published)));
      origins.add(new PulledImage(image));
    }
    if (!form.equals("container")) {
      origins.add(
          new Binary(Checkout.cache().resolve("kubo").resolve(release.version()).resolve("ipfs")));
      binaryOnPath().ifPresent(binary -> origins.add(new BinaryOfVersion(binary, release)));
    }
    return origins;
  }

  private static Optional<Path> binaryOnPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "ipfs"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void requireEngine() throws IOException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IOException("no container engine answers");
    }
  }

  /** An image that is on this machine. */
  record LocalImage(DockerImageName image) implements KuboOrigin {
    @Override
    public Kubo start() throws IOException, InterruptedException {
      requireEngine();
      try {
        DockerClientFactory.lazyClient().inspectImageCmd(image.asCanonicalNameString()).exec();
      } catch (DockerException e) {
        throw new IOException("not on this machine", e);
      }
      return ContainerKubo.start(image);
    }

    @Override
    public String toString() {
      return "image " + image.asCanonicalNameString();
    }
  }

  /** An image that is pulled if it is not here. */
  record PulledImage(DockerImageName image) implements KuboOrigin {
    @Override
    public Kubo start() throws IOException, InterruptedException {
      requireEngine();
      // Not left to Testcontainers, which tries for two minutes where there is no network at all.
      try {
        DockerClientFactory.lazyClient()
            .pullImageCmd(image.asCanonicalNameString())
            .start()
            .awaitCompletion();
      } catch (DockerException | DockerClientException e) {
        throw new IOException("not to be had: " + e.getMessage().lines().findFirst().orElse(""), e);
      }
      return ContainerKubo.start(image);
    }

    @Override
    public String toString() {
      return "pulled image " + image.asCanonicalNameString();
    }
  }

  /** A binary that needs no question about its version. */
  record Binary(Path binary) implements KuboOrigin {
    @Override
    public Kubo start() throws IOException, InterruptedException {
      if (!Files.isExecutable(binary)) {
        throw new IOException("not there");
      }
      return BinaryKubo.start(binary);
    }

    @Override
    public String toString() {
      return "binary " + binary;
    }
  }

  /** A binary of whatever version, which may stand for the current release only. */
  record BinaryOfVersion(Path binary, Release release) implements KuboOrigin {
    @Override
    public Kubo start() throws IOException, InterruptedException {
      Kubo kubo = BinaryKubo.start(binary);
      if (release != Release.CURRENT && !kubo.version().equals(release.version())) {
        kubo.close();
        throw new IOException("is version " + kubo.version());
      }
      return kubo;
    }

    @Override
    public String toString() {
      return "binary " + binary + " of the PATH";
    }
  }
}
