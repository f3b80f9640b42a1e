// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages: they point one way. */
class ArchitectureTest {
  private static final String ROOT = "org.ipfsfetch";

  /** What each package may import of the project. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("multiformats", Set.of()),
          Map.entry("failure", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("block", Set.of("multiformats")),
          Map.entry("ipld", Set.of("multiformats")),
          Map.entry("unixfs", Set.of("multiformats", "ipld")),
          Map.entry("progress", Set.of("multiformats")),
          Map.entry("source", Set.of("multiformats", "config")),
          Map.entry("ipns", Set.of("multiformats", "ipld")),
          Map.entry("address", Set.of("multiformats", "ipns")),
          Map.entry("disk", Set.of("failure", "unixfs", "config")),
          Map.entry("car", Set.of("multiformats", "ipld", "source", "disk")),
          Map.entry("retrieval", Set.of("multiformats", "block", "source", "failure", "config")),
          Map.entry(
              "walk",
              Set.of(
                  "multiformats",
                  "ipld",
                  "unixfs",
                  "block",
                  "car",
                  "source",
                  "retrieval",
                  "disk",
                  "failure",
                  "config")));

  private final JavaClasses project =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageImportsOnlyWhatIsBelowIt() {
    ARROWS.forEach(
        (name, below) -> {
          Set<String> allowed =
              below.stream().map(other -> ROOT + "." + other).collect(Collectors.toSet());
          allowed.add(ROOT + "." + name);
          noClasses()
              .that()
              .resideInAPackage(ROOT + "." + name)
              .should()
              .dependOnClassesThat(
                  describe(
                      "belong to the project, but not to " + allowed,
                      other -> isOfProject(other) && !allowed.contains(other.getPackageName())))
              .check(project);
        });
  }

  private static boolean isOfProject(JavaClass other) {
    return other.getPackageName().startsWith(ROOT);
  }

  @Test
  void everyPackageIsKnownHere() {
    Set<String> packages =
        project.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toSet());

    assertThat(packages).isEqualTo(ARROWS.keySet());
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(project);
  }

  @Test
  void theWorldOutsideIsTheJdkSlf4jAndTheHashLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + "..", "java..", "javax..", "org.slf4j..", "org.bouncycastle..")
        .check(project);
  }

  @Test
  void noPackageIsADrawer() {
    List<String> drawers = List.of("util", "impl", "common", "misc", "helper", "manager");

    assertThat(project.stream().map(JavaClass::getPackageName))
        .noneMatch(name -> drawers.contains(name.substring(name.lastIndexOf('.') + 1)));
  }

  @Test
  void nobodyExitsTheProcessOrHooksItsEnd() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "addShutdownHook", Thread.class)
        .check(project);
  }
}
