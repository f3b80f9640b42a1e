// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that does not have the content itself and must fetch it from another. */
@ExtendWith(RealKubo.class)
class FarContentIT {

  /** Not the same content for each way: after the first, the near node would have it. */
  private static String[] options(Way way) {
    return new String[] {"--cid-version=1", "--chunker=size-" + (100_000 + way.ordinal())};
  }

  @ParameterizedTest
  @EnumSource
  void comesThroughTheNearNode(
      Way way, @Node(name = "near") Kubo near, @Node(name = "far") Kubo far, @TempDir Path folder)
      throws Exception {
    near.connectTo(far);
    Added added = Added.to(far, Trees.everyday(), options(way));

    way.fetch(near, added.address(), folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(added.tree());
  }

  @ParameterizedTest
  @EnumSource
  void aShardedFolderComesThroughTheNearNode(
      Way way, @Node(name = "near") Kubo near, @Node(name = "far") Kubo far, @TempDir Path folder)
      throws Exception {
    near.connectTo(far);
    Added added =
        Added.to(
            far,
            Trees.someHundredEntries(),
            "--cid-version=1",
            "--max-directory-links=8",
            "--max-hamt-fanout=" + (8 << way.ordinal()));

    way.fetch(near, added.address(), folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(added.tree());
  }
}
