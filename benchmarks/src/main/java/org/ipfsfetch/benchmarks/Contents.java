// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SplittableRandom;

/**
 * What the source has: added when it is first asked for, and kept, since adding takes longer than
 * most comparisons.
 */
final class Contents {
  /** The seed: every machine fetches the same CIDs. */
  private static final long SEED = 20_261_124;

  private final Kubo source;
  private final Path folder;
  private final Path list;
  private final Properties cids = new Properties();

  private Contents(Kubo source, Path folder) {
    this.source = source;
    this.folder = folder;
    this.list = source.repository().resolve("cids.properties"); // goes when the blocks go
  }

  /**
   * @param folder where trees lie that were added
   */
  static Contents of(Kubo source, Path folder) throws IOException {
    Contents contents = new Contents(source, folder);
    if (Files.exists(contents.list)) {
      try (Reader in = Files.newBufferedReader(contents.list)) {
        contents.cids.load(in);
      }
    }
    return contents;
  }

  /** The CID of a content, which is added if it is not there. */
  String cidOf(Content content) throws IOException, InterruptedException {
    String key = "%s-%dx%d".formatted(content.name(), content.files(), content.fileBytes());
    String known = cids.getProperty(key);
    if (known != null) {
      return known;
    }
    System.err.println("adding " + content.label() + ", this once");
    String cid = content.isOneFile() ? addFile(content) : addTree(content, folder.resolve(key));
    cids.setProperty(key, cid);
    try (Writer out = Files.newBufferedWriter(list)) {
      cids.store(out, null);
    }
    return cid;
  }

  private String addFile(Content content) throws IOException, InterruptedException {
    return source.add(out -> writeNoise(content.fileBytes(), SEED + content.fileBytes(), out));
  }

  private String addTree(Content content, Path tree) throws IOException, InterruptedException {
    for (int file = 0; file < content.files(); file++) {
      Path target = tree.resolve(content.pathOf(file));
      Files.createDirectories(target.getParent());
      try (OutputStream out = Files.newOutputStream(target)) {
        writeNoise(content.fileBytes(), SEED + file + content.fileBytes() * content.files(), out);
      }
    }
    return source.add(tree);
  }

  private static void writeNoise(long bytes, long seed, OutputStream out) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] buffer = new byte[(int) Math.min(bytes, 1 << 20)];
    for (long left = bytes; left > 0; left -= buffer.length) {
      random.nextBytes(buffer);
      out.write(buffer, 0, (int) Math.min(left, buffer.length));
    }
  }
}
