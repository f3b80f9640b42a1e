// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is fetched. Immutable.
 *
 * @param name what it is asked for by in names of comparisons
 * @param label what tables call it
 * @param directories 0 for a single file; else the files are spread over as many, or lie in one
 * @param files how many
 * @param fileBytes the size of each, all random
 */
record Content(String name, String label, int directories, int files, long fileBytes) {

  /** What nothing is fetched of. */
  static final Content NONE = new Content("none", "nothing", 0, 0, 0);

  static Content oneFile(String name, String label, long bytes) {
    return new Content(name, label, 0, 1, bytes);
  }

  boolean isOneFile() {
    return directories == 0;
  }

  long bytes() {
    return files * fileBytes;
  }

  /** The name of a file, relative to the root. */
  String pathOf(int file) {
    String name = "file-%06d.bin".formatted(file);
    return directories == 1 ? name : "directory-%03d/%s".formatted(file % directories, name);
  }

  /**
   * Why what lies in a folder is not this content, or its CAR; empty when it is as far as counted.
   */
  String missingIn(Path folder) throws IOException {
    if (files == 0) {
      return "";
    }
    Path car = folder.resolve("out.car");
    if (Files.exists(car)) {
      long size = Files.size(car);
      return size > bytes() ? "" : "a CAR of only " + size + " bytes";
    }
    Path out = folder.resolve("out");
    if (!Files.exists(out)) {
      return "no output";
    }
    try (Stream<Path> found = Files.walk(out)) {
      List<Long> sizes = found.filter(Files::isRegularFile).map(Content::size).toList();
      long total = sizes.stream().mapToLong(Long::longValue).sum();
      return sizes.size() == files && total == bytes()
          ? ""
          : sizes.size() + " files, " + total + " bytes";
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
