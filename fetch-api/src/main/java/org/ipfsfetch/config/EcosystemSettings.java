// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What other programs are configured with and ours heeds where nothing of its own is set: kubo's
 * repository, the {@code gateway} files of IPIP-280, and the variables of HTTP proxies.
 *
 * @see <a href="https://github.com/ipfs/specs/pull/280">IPIP-280</a>
 */
final class EcosystemSettings {
  private final Surroundings surroundings;
  private final ConfigLoader into;

  EcosystemSettings(Surroundings surroundings, ConfigLoader into) {
    this.surroundings = surroundings;
    this.into = into;
  }

  void fillIn() throws ConfigException {
    fillInRepository();
    fillInGateways();
    // Lower case first, as curl has it.
    fillIn(Setting.HTTPS_PROXY, "https_proxy", "HTTPS_PROXY");
    fillIn(Setting.NO_PROXY, "no_proxy", "NO_PROXY");
    if (surroundings.variable("REQUEST_METHOD").isPresent()) {
      // Inside CGI, HTTP_PROXY is a header that the client sent: https://httpoxy.org
      fillIn(Setting.HTTP_PROXY, "http_proxy");
    } else {
      fillIn(Setting.HTTP_PROXY, "http_proxy", "HTTP_PROXY");
    }
  }

  private void fillIn(Setting<?> setting, String... variables) throws ConfigException {
    for (String variable : variables) {
      Optional<String> text = surroundings.variable(variable);
      if (!into.has(setting) && text.isPresent()) {
        into.put(setting, text.get(), "environment variable " + variable);
      }
    }
  }

  private void fillInRepository() {
    if (!into.has(Setting.DAEMON_IPFS_PATH)) {
      into.put(Setting.DAEMON_IPFS_PATH, Optional.of(repository()), repositoryOrigin());
    }
  }

  private Path repository() {
    return surroundings
        .variable("IPFS_PATH")
        .map(surroundings::path)
        .orElseGet(() -> surroundings.home().resolve(".ipfs"));
  }

  private String repositoryOrigin() {
    return surroundings.variable("IPFS_PATH").isPresent()
        ? "environment variable IPFS_PATH"
        : "home directory";
  }

  private void fillInGateways() throws ConfigException {
    for (Path file : gatewayFiles()) {
      if (into.has(Setting.GATEWAY_URLS)) {
        return;
      }
      read(file).ifPresent(urls -> into.put(Setting.GATEWAY_URLS, urls, file.toString()));
    }
  }

  /** {@code IPFS_PATH} takes the place of {@code ~/.ipfs}, as curl has it; it is not one more. */
  private List<Path> gatewayFiles() {
    List<Path> folders = new ArrayList<>(List.of(repository()));
    if (surroundings.isOn("mac")) {
      folders.add(surroundings.home().resolve("Library/Application Support/ipfs"));
      folders.add(Path.of("/Library/Application Support/ipfs"));
    } else if (surroundings.isOn("windows")) {
      for (String variable : List.of("LOCALAPPDATA", "APPDATA", "PROGRAMDATA")) {
        surroundings
            .variable(variable)
            .ifPresent(folder -> folders.add(surroundings.path(folder).resolve("ipfs")));
      }
    } else {
      folders.add(surroundings.configHome().resolve("ipfs"));
      folders.add(Path.of("/etc/ipfs"));
    }
    return folders.stream().map(folder -> folder.resolve("gateway")).toList();
  }

  private Optional<List<URI>> read(Path file) throws ConfigException {
    try {
      List<String> lines =
          surroundings.files().read(file).stream()
              .flatMap(String::lines)
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      return lines.isEmpty() ? Optional.empty() : Optional.of(urls(lines, file));
    } catch (IOException e) {
      into.warn("gateway file " + file + " cannot be read and is ignored: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The first line must be a URL; a program may use further ones, or leave them. */
  private List<URI> urls(List<String> lines, Path file) throws ConfigException {
    List<URI> urls = new ArrayList<>();
    for (String line : lines) {
      try {
        urls.addAll(Setting.GATEWAY_URLS.parse(line));
      } catch (IllegalArgumentException e) {
        if (urls.isEmpty()) {
          throw new ConfigException(e.getMessage() + "; set by: " + file, e);
        }
        into.warn("a line of " + file + " is ignored: " + e.getMessage());
      }
    }
    return urls;
  }
}
