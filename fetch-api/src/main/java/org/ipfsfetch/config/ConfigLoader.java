// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Collects the values of all layers, lowest first, each later one replacing what is there.
 *
 * <p>Every value of ours is checked, also one that a higher layer replaces: a typing error is found
 * when it is made. What the ecosystem has set counts only where nothing of ours does, and is looked
 * at only then. For one thread, for one use.
 */
final class ConfigLoader {
  static final String FILE_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

  /** For the launcher, which hands its environment on. */
  private static final String LAUNCHER_VARIABLE = Setting.ENVIRONMENT_PREFIX + "JAVA_OPTS";

  private static final String FILE_PROPERTY = Setting.PROPERTY_PREFIX + "config";
  private static final String GATEWAY_VARIABLE = "IPFS_GATEWAY";

  private final Surroundings surroundings;
  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();
  private final Map<Setting<?>, String> origins = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  ConfigLoader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  FetchConfig load(Map<String, String> overrides) throws ConfigException {
    readFile();
    readEnvironment();
    readGatewayVariable();
    readProperties();
    putAll(overrides, "given explicitly");
    new EcosystemSettings(surroundings, this).fillIn();
    return new FetchConfig(values, origins, warnings);
  }

  private void readFile() throws ConfigException {
    Optional<String> named =
        Optional.ofNullable(surroundings.properties().get(FILE_PROPERTY))
            .filter(text -> !text.isBlank())
            .or(() -> surroundings.variable(FILE_VARIABLE));
    Path file = named.map(surroundings::path).orElseGet(this::usualFile);
    Optional<String> text = read(file);
    if (text.isPresent()) {
      putAll(properties(text.get(), file), file.toString());
    } else if (named.isPresent()) {
      throw new ConfigException(
          "there is no configuration file " + file + ", named by " + FILE_VARIABLE);
    }
  }

  private Path usualFile() {
    return surroundings.configHome().resolve("ipfs-fetch").resolve("config.properties");
  }

  private Optional<String> read(Path file) throws ConfigException {
    try {
      return surroundings.files().read(file);
    } catch (IOException e) {
      throw new ConfigException(
          "configuration file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> properties(String text, Path file) throws ConfigException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(file + " is not a properties file: " + e.getMessage(), e);
    }
    Map<String, String> sorted = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
    return sorted;
  }

  /** An unknown name is no error: Kubernetes injects such for a service called ipfs-fetch. */
  private void readEnvironment() throws ConfigException {
    for (var variable : new TreeMap<>(surroundings.environment()).entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(Setting.ENVIRONMENT_PREFIX)
          || name.equals(FILE_VARIABLE)
          || name.equals(LAUNCHER_VARIABLE)
          || variable.getValue().isBlank()) { // manifests pass on what is not set as empty
        continue;
      }
      Optional<Setting<?>> setting =
          Setting.all().stream().filter(s -> s.environmentName().equals(name)).findFirst();
      if (setting.isPresent()) {
        put(setting.get(), variable.getValue(), "environment variable " + name);
      } else {
        warn(
            "environment variable "
                + Quoted.of(name)
                + " is not known and is ignored; nearest is "
                + Nearest.to(name, Setting.all().stream().map(Setting::environmentName).toList()));
      }
    }
  }

  private void readGatewayVariable() throws ConfigException {
    Optional<String> urls = surroundings.variable(GATEWAY_VARIABLE);
    if (urls.isEmpty()) {
      return;
    }
    Object ours = values.get(Setting.GATEWAY_URLS);
    String where = origins.get(Setting.GATEWAY_URLS);
    put(Setting.GATEWAY_URLS, urls.get(), "environment variable " + GATEWAY_VARIABLE);
    if (ours != null && !ours.equals(values.get(Setting.GATEWAY_URLS))) {
      warn(GATEWAY_VARIABLE + " is set and stands above gateway.urls of " + where);
    }
  }

  private void readProperties() throws ConfigException {
    for (var property : new TreeMap<>(surroundings.properties()).entrySet()) {
      String name = property.getKey();
      if (name.startsWith(Setting.PROPERTY_PREFIX) && !name.equals(FILE_PROPERTY)) {
        put(
            known(name.substring(Setting.PROPERTY_PREFIX.length()), "a system property"),
            property.getValue(),
            "system property " + name);
      }
    }
  }

  private void putAll(Map<String, String> texts, String origin) throws ConfigException {
    for (var entry : texts.entrySet()) {
      put(known(entry.getKey(), origin), entry.getValue(), origin);
    }
  }

  private static Setting<?> known(String key, String origin) throws ConfigException {
    return Setting.of(key)
        .orElseThrow(
            () ->
                new ConfigException(
                    "unknown key "
                        + Quoted.of(key)
                        + ", set by: "
                        + origin
                        + "; nearest is "
                        + Nearest.to(key, Setting.all().stream().map(Setting::key).toList())));
  }

  /** Sets a value that stands above what is there. */
  <T> void put(Setting<T> setting, String text, String origin) throws ConfigException {
    try {
      put(setting, setting.parse(text), origin);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage() + "; set by: " + origin, e);
    }
  }

  <T> void put(Setting<T> setting, T value, String origin) {
    values.put(setting, value);
    origins.put(setting, origin);
  }

  boolean has(Setting<?> setting) {
    return values.containsKey(setting);
  }

  void warn(String sentence) {
    warnings.add(sentence);
  }
}
