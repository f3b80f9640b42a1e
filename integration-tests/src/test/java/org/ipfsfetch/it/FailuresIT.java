// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Multihash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be done: a clear end in time, and nothing left behind. */
@ExtendWith(RealKubo.class)
class FailuresIT {
  private static final Duration SHORT = Duration.ofSeconds(2);
  // How long a failure may take that has to wait for SHORT once, or three times after each other.
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long RAW = 0x55;

  private static String addressOfWhatNobodyHas() {
    byte[] content = new byte[32];
    new SecureRandom().nextBytes(content);
    return "/ipfs/" + Cid.v1(RAW, Multihash.sha256(content, 0, content.length));
  }

  /** A port that nobody listens on: it was free a moment ago. */
  private static URI nobodyListens() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DAEMON", "GATEWAY_CAR"})
  void aCidThatNobodyHasIsGivenUpAfterTheIdleLimit(Way way, Kubo kubo, @TempDir Path folder) {
    FetchConfig.Builder config = Way.config().idleTimeout(SHORT);
    Instant start = Instant.now();

    assertThatThrownBy(
            () -> way.fetch(kubo, addressOfWhatNobodyHas(), folder.resolve("out"), config))
        .isInstanceOfSatisfying(
            FetchException.Unavailable.class,
            e -> assertThat(e.reasons()).singleElement().asString().contains(way.source()));

    assertThat(Duration.between(start, Instant.now())).isBetween(SHORT.dividedBy(2), SOON);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDaemonThatDoesNotRunIsNamed(@TempDir Path folder) throws Exception {
    URI nobody = nobodyListens();
    Instant start = Instant.now();

    assertThatThrownBy(
            () ->
                Way.fetch(
                    Way.daemon(nobody, Way.config()),
                    addressOfWhatNobodyHas(),
                    folder.resolve("out")))
        .isInstanceOfSatisfying(
            FetchException.Unavailable.class,
            e -> assertThat(e.reasons().toString()).contains(nobody.getAuthority()));

    assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aDaemonThatDoesNotRunIsNoTroubleWithAGatewayBehindIt(Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = Added.to(kubo, Layout.CID_V1);

    Way.fetch(
        Way.config()
            .sources("daemon,gateway")
            .daemonApi(nobodyListens().toString())
            .gatewayUrl(kubo.gateway()),
        added.address(),
        folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(added.tree());
  }

  @ParameterizedTest
  @EnumSource
  void aTargetThatExistsIsLeftAlone(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    Added added = Added.to(kubo, Layout.DEEP);
    Path target = Files.writeString(folder.resolve("out"), "mine");

    assertThatThrownBy(() -> way.fetch(kubo, added.address(), target))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(target.toString());

    assertThat(target).hasContent("mine");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
  }

  @Test
  void aLinkOutOfTheTargetIsRefusedUnlessAllowed(Kubo kubo, @TempDir Path folder) throws Exception {
    Added added =
        Added.to(
            kubo,
            ContentFolder.fresh(
                "escape",
                made -> Files.createSymbolicLink(made.resolve("link"), Path.of("../../etc"))));

    assertThatThrownBy(() -> Way.DAEMON.fetch(kubo, added.address(), folder.resolve("out")))
        .isInstanceOf(FetchException.UnsafeContent.class)
        .hasMessageContaining("link");
    assertThat(folder).isEmptyDirectory();

    Way.DAEMON.fetch(
        kubo,
        added.address(),
        folder.resolve("out"),
        Way.config().symlinks(SymlinkPolicy.ALLOW_ESCAPING));
    assertThatTree(folder.resolve("out")).isSameAs(added.tree());
  }

  @Test
  void aFullDiskIsAnIoExceptionAndNotTheSourcesFault(Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = Added.to(kubo, Layout.CHUNKS_OF_1_MIB);

    try (SmallDisk disk = SmallDisk.mount(folder)) {
      assertThatThrownBy(() -> Way.DAEMON.fetch(kubo, added.address(), disk.path().resolve("out")))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FetchException.class);

      assertThat(disk.path()).isEmptyDirectory();
    }
  }
}
