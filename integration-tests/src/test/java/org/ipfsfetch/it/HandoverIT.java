// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Multihash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source that dies in the middle: the next is asked for what is missing, and for nothing else.
 */
@ExtendWith(RealKubo.class)
class HandoverIT {
  private static final int DIES_AFTER = 90;

  private static FetchConfig.Builder daemonThenGateway(URI daemon, URI gateway) {
    return Way.config().sources("daemon,gateway").daemonApi(daemon.toString()).gatewayUrl(gateway);
  }

  private static Set<Multihash> allBlocks(Kubo kubo, Added added) throws Exception {
    Set<Multihash> blocks = new HashSet<>();
    for (String cid : kubo.cidsOf(added.cid())) {
      blocks.add(Cid.parse(cid).multihash());
    }
    return blocks;
  }

  private static Set<Multihash> askedFor(Relay gateway) throws IOException {
    Set<Multihash> asked = new HashSet<>();
    for (URI request : gateway.requests()) {
      BlockCount.blockIn(request).ifPresent(asked::add);
    }
    return asked;
  }

  @Test
  void theGatewayIsAskedForExactlyWhatADyingDaemonDidNotBring(Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = Added.to(kubo, Layout.HAMT_FANOUT_8);
    Set<Multihash> all = allBlocks(kubo, added);

    try (Relay daemon = Relay.dyingAfterBlocks(DIES_AFTER, kubo.api());
        Relay gateway = Relay.refusingCars(kubo.gateway())) {
      FetchResult result =
          Way.fetch(
              daemonThenGateway(daemon.uri(), gateway.uri()),
              added.address(),
              folder.resolve("out"));

      assertThatTree(folder.resolve("out")).isSameAs(added.tree());
      Set<Multihash> missing = new HashSet<>(all);
      missing.removeAll(daemon.blocks().passed());
      assertThat(daemon.blocks().passed()).hasSize(DIES_AFTER);
      assertThat(askedFor(gateway)).isEqualTo(missing);
      assertThat(result.bytesBySource()).containsOnlyKeys("daemon", "gateway");
      assertThat(result.blocks()).isEqualTo(all.size());
      assertThat(result.misbehaved()).isEmpty();
    }
  }

  @Test
  void aGatewayThatStreamsTakesOverFromADyingDaemon(Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = Added.to(kubo, Layout.DEEP);

    try (Relay daemon = Relay.dyingAfterBlocks(DIES_AFTER, kubo.api());
        Relay gateway = Relay.before(kubo.gateway())) {
      FetchResult result =
          Way.fetch(
              daemonThenGateway(daemon.uri(), gateway.uri()),
              added.address(),
              folder.resolve("out"));

      assertThatTree(folder.resolve("out")).isSameAs(added.tree());
      assertThat(result.bytesBySource()).containsOnlyKeys("daemon", "gateway");
    }
  }

  @Test
  void theDaemonTakesOverFromADyingGateway(Kubo kubo, @TempDir Path folder) throws Exception {
    Added added = Added.to(kubo, Layout.DEEP);

    try (Relay gateway = Relay.dyingAfterBlocks(DIES_AFTER, kubo.gateway())) {
      FetchResult result =
          Way.fetch(
              daemonThenGateway(kubo.api(), gateway.uri()).sources("gateway,daemon"),
              added.address(),
              folder.resolve("out"));

      assertThatTree(folder.resolve("out")).isSameAs(added.tree());
      assertThat(result.bytesBySource()).containsOnlyKeys("daemon", "gateway");
    }
  }

  @Test
  void theGatewayIsNotAskedWhileTheDaemonDelivers(Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = Added.to(kubo, Layout.CID_V1);

    try (Relay gateway = Relay.before(kubo.gateway())) {
      FetchResult result =
          Way.fetch(
              daemonThenGateway(kubo.api(), gateway.uri()), added.address(), folder.resolve("out"));

      assertThat(gateway.requests()).isEmpty();
      assertThat(result.bytesBySource()).containsOnlyKeys("daemon");
    }
  }
}
