// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.nio.file.Path;
import org.ipfsfetch.FetchResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** IPNS names: a daemon's word for them, and a gateway's signed record. */
@ExtendWith(RealKubo.class)
class NamesIT {
  private static Added added;
  private static String name;

  @BeforeAll
  static void publish(Kubo kubo) throws Exception {
    added = Added.to(kubo, Layout.CID_V1);
    name = kubo.ipfs("key", "gen", "--type=ed25519", "names-test");
    kubo.ipfs("name", "publish", "--allow-offline", "--key=names-test", "/ipfs/" + added.cid());
  }

  @ParameterizedTest
  @EnumSource
  void leadsToWhatWasPublished(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    FetchResult result = way.fetch(kubo, "ipns://" + name + "/twins", folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(added.tree().resolve("twins"));
    assertThat(result.proven()).isEqualTo(way != Way.DAEMON);
  }
}
