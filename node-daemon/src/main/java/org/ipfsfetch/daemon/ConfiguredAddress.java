// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ipfsfetch.config.FetchConfig;

/** Where the configuration says that the daemon is, as text. */
final class ConfiguredAddress {
  private static final String DEFAULT = "http://127.0.0.1:5001";

  /** kubo itself refuses to read more. */
  private static final int MAX_FILE_BYTES = 2048;

  private ConfiguredAddress() {}

  static String of(FetchConfig config) {
    return config
        .daemonApi()
        .or(() -> config.ipfsPath().flatMap(ConfiguredAddress::apiFile))
        .orElse(DEFAULT);
  }

  private static Optional<String> apiFile(Path repository) {
    try (InputStream in = Files.newInputStream(repository.resolve("api"))) {
      String text = new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8).trim();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException noDaemonRuns) {
      // it is removed when the daemon ends; the default address is then as good as any
      return Optional.empty();
    }
  }

  /** The address without what may be a secret, for a name that is printed. */
  static String shown(String address) {
    return address.replaceFirst("//[^/@]*@", "//");
  }
}
