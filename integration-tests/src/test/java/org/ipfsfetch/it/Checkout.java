// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** Where this repository lies, and what its {@code test-nodes/kubo.properties} says. */
final class Checkout {
  private static final String MARK = "test-nodes/kubo.properties";

  private Checkout() {}

  /** The folder that holds all modules: from wherever a test was started, the first above it. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(MARK))) {
        return folder;
      }
    }
    throw new IllegalStateException("no " + MARK + " in " + here + " or above it");
  }

  /** What may be kept between runs and is not in git. */
  static Path cache() {
    return root().resolve(".cache");
  }

  static String kubo(String key) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(root().resolve(MARK))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(properties.getProperty(key))
        .orElseThrow(() -> new IllegalStateException(MARK + " has no " + key));
  }
}
