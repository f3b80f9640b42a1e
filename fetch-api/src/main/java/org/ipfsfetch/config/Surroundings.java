// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that {@link FetchConfig#load(Surroundings, Map)} may look at besides its arguments.
 *
 * @param environment the environment variables
 * @param properties the system properties
 * @param home the home directory of the user
 * @param workingDirectory what a relative path is relative to
 * @param files how a file is read
 */
public record Surroundings(
    Map<String, String> environment,
    Map<String, String> properties,
    Path home,
    Path workingDirectory,
    FileReader files) {

  /** Reads small text files. */
  @FunctionalInterface
  public interface FileReader {

    /**
     * The whole file as UTF-8; empty when there is no such file.
     *
     * @throws IOException it is there and cannot be read, or is far too large for a setting
     */
    Optional<String> read(Path file) throws IOException;
  }

  /** A configuration is some kilobytes; whatever is larger is another file by mistake. */
  private static final int MAX_FILE_BYTES = 1 << 20;

  public Surroundings {
    environment = Map.copyOf(environment);
    properties = Map.copyOf(properties);
    Objects.requireNonNull(home);
    Objects.requireNonNull(workingDirectory);
    Objects.requireNonNull(files);
  }

  /** Those of this process, as they are now. */
  public static Surroundings ofProcess() {
    Map<String, String> properties = new TreeMap<>();
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> properties.put(name, System.getProperty(name, "")));
    Path workingDirectory = Path.of("").toAbsolutePath();
    // HOME first: in a container the user of the process often has no passwd entry, and
    // user.home is then "?".
    String home = System.getenv().getOrDefault("HOME", properties.getOrDefault("user.home", "."));
    return new Surroundings(
        System.getenv(),
        properties,
        workingDirectory.resolve(home),
        workingDirectory,
        Surroundings::readFile);
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /** A path that somebody wrote: {@code ~} is the home directory, as kubo reads it. */
  Path path(String text) {
    String plain = text.strip();
    return plain.equals("~") || plain.startsWith("~/")
        ? home.resolve(plain.substring(Math.min(2, plain.length())))
        : workingDirectory.resolve(plain);
  }

  /** {@code XDG_CONFIG_HOME}, which counts only if it is absolute, else {@code ~/.config}. */
  Path configHome() {
    return variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(".config"));
  }

  boolean isOn(String operatingSystem) {
    return properties
        .getOrDefault("os.name", "")
        .toLowerCase(Locale.ROOT)
        .startsWith(operatingSystem);
  }

  private static Optional<String> readFile(Path file) throws IOException {
    if (!Files.exists(file)) { // also when a part of its path is a file
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new IOException(file + " is larger than " + MAX_FILE_BYTES + " bytes");
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException absent) { // gone since the look above
      return Optional.empty();
    }
  }
}
