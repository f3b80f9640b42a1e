// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.conformance.Fixtures.Fixture;

/**
 * The list in the documentation of what does not hold, and of what is not driven.
 *
 * <p>In Markdown: under a heading that begins with {@code ## Does not hold}, rows of file, check
 * and reason; under one that begins with {@code ## Not driven}, rows of a file, or a folder with a
 * slash at its end, and reason.
 */
final class Exceptions {
  private final Map<String, String> deviations = new LinkedHashMap<>();
  private final Map<String, String> notDriven = new LinkedHashMap<>();

  private Exceptions() {}

  static Exceptions read() throws IOException {
    Exceptions list = new Exceptions();
    String heading = "";
    for (String line : Files.readAllLines(Checkout.root().resolve(Checkout.LIST))) {
      if (line.startsWith("## ")) {
        heading = line;
      } else if (line.startsWith("| `")) {
        list.add(heading, line.split("\\|"));
      }
    }
    return list;
  }

  private void add(String heading, String[] cells) {
    String file = cells[1].replace("`", "").strip();
    if (heading.startsWith("## Does not hold")) {
      deviations.put(key(file, cells[2].replace("`", "").strip()), cells[3].strip());
    } else if (heading.startsWith("## Not driven")) {
      notDriven.put(file, cells[2].strip());
    }
  }

  private static String key(String file, String check) {
    return file + ": " + check;
  }

  /** Why a check need not hold. */
  Optional<String> deviation(Fixture fixture, Check check) {
    return Optional.ofNullable(deviations.get(key(fixture.path(), check.name())));
  }

  /** Why a file is not driven. */
  Optional<String> notDriven(Fixture fixture) {
    return notDriven.entrySet().stream()
        .filter(entry -> covers(entry.getKey(), fixture.path()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean covers(String listed, String path) {
    return listed.endsWith("/") ? path.startsWith(listed) : path.equals(listed);
  }

  /** All that is listed as not holding: file and check. */
  Map<String, String> deviations() {
    return deviations;
  }
}
