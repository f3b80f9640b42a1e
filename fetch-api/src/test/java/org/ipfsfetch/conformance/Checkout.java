// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this repository lies, from wherever a test was started. */
final class Checkout {
  /** What does not hold, for people and for the test. */
  static final String LIST = "docs/conformance.md";

  private Checkout() {}

  /** The folder that holds all modules: the first above that has the list. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(LIST))) {
        return folder;
      }
    }
    throw new IllegalStateException("no " + LIST + " in " + here + " or above it");
  }
}
