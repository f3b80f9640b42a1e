// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The kept inputs of a decoder: a line each, in hexadecimal or quoted; {@code #} says why. */
final class Corpus {
  private Corpus() {}

  static List<byte[]> of(String name) throws IOException {
    String resource = "/conformance/corpus/" + name + ".txt";
    List<byte[]> inputs = new ArrayList<>();
    try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (!line.startsWith("#")) {
          inputs.add(input(line));
        }
      }
    }
    return inputs;
  }

  private static byte[] input(String line) {
    return line.startsWith("\"")
        ? line.substring(1, line.length() - 1).getBytes(StandardCharsets.UTF_8)
        : HexFormat.of().parseHex(line.strip());
  }
}
