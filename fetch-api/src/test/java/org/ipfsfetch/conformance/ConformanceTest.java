// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drives every file of the fixtures through the library and counts what holds.
 *
 * <p>The whole collection is looked for where the system property {@code ipfsfetch.fixtures} or the
 * environment variable {@code IPFSFETCH_FIXTURES} says, else beside the checkout; without it, this
 * part is skipped. What the repository carries is driven always. {@code docs/conformance.md} lists
 * what does not hold and what is not driven, with reasons, and has the numbers; a test fails where
 * it and the facts differ, in either direction.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
  @TempDir Path scratch;
  private int checksRun;

  @TestFactory
  Stream<DynamicNode> everyFixtureHoldsOrIsListed() throws IOException {
    Optional<Fixtures> whole = Fixtures.whole();
    assumeTrue(
        whole.isPresent(),
        "the collection of fixtures is not here: set "
            + Fixtures.PROPERTY
            + " or "
            + Fixtures.VARIABLE
            + " to its folder");
    Score score = new Score();
    List<DynamicNode> nodes = new ArrayList<>(nodes(whole.get(), score));
    nodes.add(dynamicTest("the documentation says what was found", () -> requireDocumented(score)));
    return nodes.stream();
  }

  @TestFactory
  Stream<DynamicNode> everyCarriedFixtureHoldsOrIsListed() throws IOException {
    return nodes(Fixtures.carried(), new Score()).stream();
  }

  private List<DynamicNode> nodes(Fixtures fixtures, Score score) throws IOException {
    Bench bench = new Bench(fixtures, scratch.resolve(fixtures.toString().replace(' ', '-')));
    Exceptions list = Exceptions.read();
    List<DynamicNode> nodes = new ArrayList<>();
    for (Fixture fixture : fixtures.inventory()) {
      nodes.add(node(bench, fixture, list, score));
    }
    nodes.add(dynamicTest("count", () -> count(fixtures, score)));
    return nodes;
  }

  private static DynamicNode node(Bench bench, Fixture fixture, Exceptions list, Score score)
      throws IOException {
    Optional<Driver> driver = Drivers.of(fixture);
    if (list.notDriven(fixture).isPresent()) {
      score.notDriven(fixture);
      return dynamicTest(
          fixture.path() + " is not driven", () -> assertThat(driver).as("a driver").isEmpty());
    }
    List<Check> checks =
        driver
            .orElseThrow(() -> new IllegalStateException("nothing drives " + fixture.path()))
            .checks(bench, fixture);
    List<String> deviating = new ArrayList<>();
    List<DynamicNode> tests = new ArrayList<>();
    for (Check check : checks) {
      tests.add(dynamicTest(check.name(), () -> run(fixture, check, list, deviating)));
    }
    tests.add(dynamicTest("count", () -> score.driven(fixture, checks.size(), deviating)));
    return dynamicContainer(fixture.path(), tests);
  }

  /** A deviation is no failure where it is listed; to hold in spite of the list is one. */
  private static void run(Fixture fixture, Check check, Exceptions list, List<String> deviating)
      throws Exception {
    Optional<String> listed = list.deviation(fixture, check);
    try {
      check.body().run();
    } catch (Exception | AssertionError | StackOverflowError e) {
      deviating.add(check.name());
      if (listed.isEmpty()) {
        throw e;
      }
      return;
    }
    if (listed.filter(ConformanceTest::isOfAnOlderJava).isPresent()) {
      deviating.add(check.name()); // the page tells of the Java that is the baseline
      return;
    }
    assertThat(listed).as("reason why this would not hold, though it does").isEmpty();
  }

  private static boolean isOfAnOlderJava(String reason) {
    return reason.startsWith("Java 17: ") && Runtime.version().feature() > 17;
  }

  private void count(Fixtures fixtures, Score score) {
    checksRun += score.checks();
    System.out.println("\nConformance, " + fixtures + ": listed, driven, held\n" + score.table());
    score.deviations().forEach(deviation -> System.out.println("does not hold: " + deviation));
  }

  private static void requireDocumented(Score score) throws IOException {
    assertThat(new TreeSet<>(Exceptions.read().deviations().keySet()))
        .isEqualTo(score.deviations());
    assertThat(Files.readString(Checkout.root().resolve(Checkout.LIST))).contains(score.table());
  }

  @AfterAll
  void somethingHasRunWhereItCounts() {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(checksRun).as("conformance checks that have run").isPositive();
    }
  }
}
