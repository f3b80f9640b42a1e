// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CARs that were made to hurt, from a plain clone: nothing outside of the target, the end that
 * {@link HostileCars} lays down, soon, and nothing temporary left.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileCarsTest {
  @TempDir Path scratch;

  static List<Fixture> cars() throws IOException {
    return Fixtures.carried().inventory().stream()
        .filter(fixture -> fixture.path().startsWith("derived/"))
        .filter(fixture -> fixture.path().endsWith(".car"))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void endsAsItMust(String name) throws Exception {
    Bench bench = new Bench(Fixtures.carried(), scratch);
    Fixture car =
        cars().stream().filter(it -> HostileCars.nameOf(it).equals(name)).findFirst().orElseThrow();
    List<Check> checks = HostileCars.checks(bench, car);

    assertThat(checks).isNotEmpty();
    for (Check check : checks) {
      check.body().run();
    }
  }

  static Stream<String> names() throws IOException {
    return cars().stream().map(HostileCars::nameOf);
  }

  @Test
  void leavesNoneOutAndKnowsTheEndOfEach() throws Exception {
    Set<String> laidDown = new TreeSet<>(HostileCars.ENDS.keySet());
    laidDown.add(HostileCars.ENTRY_NAMES);

    Set<String> there = new TreeSet<>(names().toList());
    assertThat(there).isEqualTo(laidDown).hasSize(24);
  }
}
