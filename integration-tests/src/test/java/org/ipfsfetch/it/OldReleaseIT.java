// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main case with a kubo of two years ago. */
@ExtendWith(RealKubo.class)
class OldReleaseIT {

  @Test
  void isOld(@Node(release = Release.OLD) Kubo kubo) {
    assertThat(kubo.version()).isEqualTo(Release.OLD.version());
  }

  @ParameterizedTest
  @EnumSource
  void comesOutAsItWentIn(Way way, @Node(release = Release.OLD) Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = Added.to(kubo, Layout.CID_V1);

    way.fetch(kubo, added.address(), folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(added.tree());
  }

  @ParameterizedTest
  @EnumSource
  void modesAndTimesComeOutAsTheyWentIn(
      Way way, @Node(release = Release.OLD) Kubo kubo, @TempDir Path folder) throws Exception {
    Added added = Added.to(kubo, Trees.withMetadata(), "--preserve-mode", "--preserve-mtime");

    way.fetch(kubo, added.address(), folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameWithMetadataAs(added.tree());
  }
}
