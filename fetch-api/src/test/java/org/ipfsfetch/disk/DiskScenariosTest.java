// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.disk.DiskFixtures.ESCAPING_ALLOWED;
import static org.ipfsfetch.disk.DiskFixtures.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on extractors that others have seen; the links are allowed, so that the rest must hold.
 */
class DiskScenariosTest {
  @TempDir Path folder;

  @Test
  void writesNothingOutsideInAnyScenarioOfTheVectors() throws Exception {
    List<Map<String, Object>> cases = Vectors.cases("disk-scenarios.json");

    int round = 0;
    for (Map<String, Object> scenario : cases) {
      for (Overwrite overwrite : Overwrite.values()) {
        Path outer = Files.createDirectory(folder.resolve("case" + round++));
        Path target = Files.createDirectory(outer.resolve("target"));
        prepare(target, (List<?>) scenario.get("before"));
        boolean failed = fails(target, overwrite, (List<?>) scenario.get("entries"));
        assertNothingOutside((String) scenario.get("name"), outer, failed, overwrite);
      }
    }
    assertThat(cases).hasSize(5);
    assertThat(Path.of("/tmp/moo")).doesNotExist();
  }

  private static void prepare(Path target, List<?> before) throws IOException {
    for (Object entry : before) {
      List<?> parts = (List<?>) entry;
      Path place = target.resolve((String) parts.get(1)).normalize();
      switch ((String) parts.get(0)) {
        case "dir" -> Files.createDirectory(place);
        case "symlink" -> Files.createSymbolicLink(place, Path.of((String) parts.get(2)));
        default -> Files.writeString(place, (String) parts.get(2));
      }
    }
  }

  private static boolean fails(Path target, Overwrite overwrite, List<?> entries) {
    try (Staging staging = Staging.open(target, overwrite, ESCAPING_ALLOWED)) {
      staging.directory("", Metadata.NONE);
      for (Object entry : entries) {
        add(staging, (List<?>) entry);
      }
      staging.commit();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void add(Staging staging, List<?> entry) throws IOException {
    String path = (String) entry.get(1);
    switch ((String) entry.get(0)) {
      case "dir" -> staging.directory(path, Metadata.NONE);
      case "symlink" -> staging.symlink(path, bytes((String) entry.get(2)), Optional.empty());
      default -> DiskFixtures.write(staging, path, (String) entry.get(2));
    }
  }

  /** The first two are about what was there before: refused, or moved away as a whole. */
  private static void assertNothingOutside(
      String name, Path outer, boolean failed, Overwrite overwrite) throws IOException {
    boolean occupied = name.startsWith("directory over");
    assertThat(failed).as(name).isEqualTo(!occupied || overwrite == Overwrite.REFUSE);
    Path reference = outer.resolve("outside-ref");
    if (Files.exists(reference)) {
      assertThat(reference).as(name).hasContent("original");
      Files.delete(reference);
    }
    assertThat(DiskFixtures.names(outer)).as(name).containsExactly("target");
    Path child = outer.resolve("target/child");
    assertThat(Files.isSymbolicLink(child)).as(name).isEqualTo(occupied && failed);
    assertThat(Files.exists(outer.resolve("target/foo"), LinkOption.NOFOLLOW_LINKS))
        .as(name)
        .isEqualTo(name.endsWith("to a directory") && failed);
  }
}
