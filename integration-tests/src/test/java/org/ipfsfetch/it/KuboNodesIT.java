// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The nodes themselves, without the library: what other tests take for granted. */
@ExtendWith(RealKubo.class)
class KuboNodesIT {

  @Test
  void isOfTheReleaseThatWasAskedFor(Kubo kubo) {
    assertThat(kubo.version()).isEqualTo(Release.CURRENT.version());
  }

  @Test
  void givesBackWhatWasAdded(Kubo kubo) throws Exception {
    Path folder =
        ContentFolder.fresh("hello", made -> Files.writeString(made.resolve("file"), "hello"));

    String cid = kubo.add(folder, "--cid-version=1");

    assertThat(kubo.ipfs("cat", cid + "/file")).isEqualTo("hello");
    assertThat(kubo.cidsOf(cid)).hasSize(2).startsWith(cid);
  }

  @Test
  void knowsNobody(Kubo kubo) throws Exception {
    assertThat(kubo.ipfs("bootstrap", "list")).isEmpty();
    assertThat(kubo.ipfs("swarm", "peers")).isEmpty();
  }

  @Test
  void fetchesFromAnotherOnceConnected(@Node(name = "near") Kubo near, @Node(name = "far") Kubo far)
      throws Exception {
    Path folder =
        ContentFolder.fresh("far", made -> Files.writeString(made.resolve("file"), "far away"));
    String cid = far.add(folder, "--cid-version=1");

    near.connectTo(far);

    assertThat(near.ipfs("cat", cid + "/file")).isEqualTo("far away");
  }
}
