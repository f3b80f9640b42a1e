// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipfsfetch.config.SymlinkPolicy;

/** What the tests of this package share. */
final class DiskFixtures {
  static final StagingOptions OPTIONS =
      new StagingOptions(256, 4096, SymlinkPolicy.REFUSE_ESCAPING, false);
  static final StagingOptions ESCAPING_ALLOWED =
      new StagingOptions(256, 4096, SymlinkPolicy.ALLOW_ESCAPING, false);

  private DiskFixtures() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A staging whose root is a directory. */
  static Staging tree(Path target, Overwrite overwrite) throws IOException {
    Staging staging = Staging.open(target, overwrite, OPTIONS);
    staging.directory("", Metadata.NONE);
    return staging;
  }

  static void write(Staging staging, String path, String text) throws IOException {
    byte[] content = bytes(text);
    staging.writeWhole(path, Metadata.NONE, content, 0, content.length);
  }

  /** The names in a directory, hidden ones too, sorted. */
  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
