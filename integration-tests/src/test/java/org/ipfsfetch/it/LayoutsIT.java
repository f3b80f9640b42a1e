// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ipfsfetch.FetchResult;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layout that {@code ipfs add} can make, by every way out of a kubo. */
@ExtendWith(RealKubo.class)
class LayoutsIT {
  private static final Map<Layout, Added> ADDED = new EnumMap<>(Layout.class);

  private static Added added(Kubo kubo, Layout layout) throws Exception {
    if (!ADDED.containsKey(layout)) {
      ADDED.put(layout, Added.to(kubo, layout));
    }
    return ADDED.get(layout);
  }

  static Stream<Arguments> layoutsAndWays() {
    return Stream.of(Layout.values())
        .flatMap(layout -> Stream.of(Way.values()).map(way -> Arguments.of(layout, way)));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("layoutsAndWays")
  void comesOutAsItWentIn(Layout layout, Way way, Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added = added(kubo, layout);

    FetchResult result = way.fetch(kubo, added.address(), folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(added.tree());
    assertThat(result.bytesBySource()).containsOnlyKeys(way.source());
    assertThat(result.misbehaved()).isEmpty();
  }

  static Stream<Arguments> metadata() {
    return Stream.of("--cid-version=0", "--cid-version=1")
        .flatMap(version -> Stream.of(Way.values()).map(way -> Arguments.of(version, way)));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("metadata")
  void modesAndTimesComeOutAsTheyWentIn(String version, Way way, Kubo kubo, @TempDir Path folder)
      throws Exception {
    Added added =
        Added.to(kubo, Trees.withMetadata(), version, "--preserve-mode", "--preserve-mtime");

    way.fetch(kubo, added.address(), folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameWithMetadataAs(added.tree());
  }
}
