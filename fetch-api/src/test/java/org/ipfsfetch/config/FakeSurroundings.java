// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process that does not exist: user {@code /home/u} on Linux, working in {@code /srv/dir}. */
final class FakeSurroundings {
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>(Map.of("os.name", "Linux"));
  private final Map<Path, String> files = new HashMap<>();
  private final Set<Path> unreadable = new HashSet<>();

  FakeSurroundings variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  FakeSurroundings property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  FakeSurroundings file(String path, String text) {
    files.put(Path.of(path), text);
    return this;
  }

  FakeSurroundings unreadable(String path) {
    unreadable.add(Path.of(path));
    return this;
  }

  /** The file where it usually is. */
  FakeSurroundings config(String text) {
    return file("/home/u/.config/ipfs-fetch/config.properties", text);
  }

  Surroundings build() {
    return new Surroundings(
        environment, properties, Path.of("/home/u"), Path.of("/srv/dir"), this::read);
  }

  private Optional<String> read(Path path) throws IOException {
    if (unreadable.contains(path)) {
      throw new IOException("permission denied");
    }
    return Optional.ofNullable(files.get(path));
  }

  FetchConfig load() throws ConfigException {
    return FetchConfig.load(build());
  }

  FetchConfig load(Map<String, String> overrides) throws ConfigException {
    return FetchConfig.load(build(), overrides);
  }
}
