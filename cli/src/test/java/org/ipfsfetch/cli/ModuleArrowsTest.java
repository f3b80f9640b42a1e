// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules: the command sees them all. */
class ModuleArrowsTest {
  private static final String HTTP = "org.ipfsfetch.http..";
  private static final String GATEWAY = "org.ipfsfetch.gateway..";
  private static final String DAEMON = "org.ipfsfetch.daemon..";
  private static final String CLI = "org.ipfsfetch.cli..";

  private final JavaClasses project =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ipfsfetch");

  @Test
  void noBackendImportsAnother() {
    noClasses()
        .that()
        .resideInAPackage(GATEWAY)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DAEMON)
        .check(project);
    noClasses()
        .that()
        .resideInAPackage(DAEMON)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(GATEWAY)
        .check(project);
  }

  @Test
  void theLibraryImportsNoBackend() {
    noClasses()
        .that()
        .resideOutsideOfPackages(HTTP, GATEWAY, DAEMON, CLI)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(HTTP, GATEWAY, DAEMON, CLI)
        .check(project);
  }

  @Test
  void theHttpClientStaysBehindItsModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HTTP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(project);
  }

  @Test
  void nobodyImportsTheCommand() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLI)
        .check(project);
  }

  @Test
  void thereAreNoCyclesBetweenPackages() {
    slices().matching("org.ipfsfetch.(*)..").should().beFreeOfCycles().check(project);
  }

  @Test
  void onlyEntryPointsExitTheProcess() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .and()
        .doNotHaveSimpleName("Rehearsal") // the run that class data sharing learns from
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(project);
  }
}
