// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;

/** A few blocks in memory: raw files, directories and symlinks, encoded by hand. */
final class Dag {
  private static final int DIRECTORY = 1;
  private static final int SYMLINK = 4;

  private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();

  /** A directory {@code readme.txt}, {@code sub/inner.bin}, {@code link → readme.txt}. */
  static final class Sample {
    final Dag dag = new Dag();
    final Cid readme = dag.file("hello, world\n");
    final Cid inner = dag.file(new byte[] {0, 1, 2, 3});
    final Cid sub = dag.directory(Map.of("inner.bin", inner));
    final Cid root =
        dag.directory(
            new java.util.TreeMap<>(
                Map.of("readme.txt", readme, "sub", sub, "link", dag.symlink("readme.txt"))));
  }

  Map<Cid, byte[]> blocks() {
    return blocks;
  }

  Cid file(String content) {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  Cid file(byte[] content) {
    return add(Codec.RAW, content);
  }

  /** A block of dag-pb that is no dag-pb. */
  Cid broken() {
    return add(Codec.DAG_PB, new byte[] {(byte) 0xff, 1, 2});
  }

  /** A block of a codec that nobody knows. */
  Cid foreign() {
    return add(0x300001, new byte[] {1, 2, 3});
  }

  Cid symlink(String target) {
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(0x08);
    data.write(SYMLINK);
    field(data, 0x12, bytes);
    return node(new ByteArrayOutputStream(), data.toByteArray());
  }

  Cid directory(Map<String, Cid> entries) {
    ByteArrayOutputStream links = new ByteArrayOutputStream();
    entries.forEach(
        (name, cid) -> {
          ByteArrayOutputStream link = new ByteArrayOutputStream();
          field(link, 0x0a, cid.bytes());
          field(link, 0x12, name.getBytes(StandardCharsets.UTF_8));
          link.write(0x18);
          varint(link, blocks.getOrDefault(cid, new byte[0]).length);
          field(links, 0x12, link.toByteArray());
        });
    return node(links, new byte[] {0x08, DIRECTORY});
  }

  private Cid node(ByteArrayOutputStream links, byte[] data) {
    field(links, 0x0a, data);
    return add(Codec.DAG_PB, links.toByteArray());
  }

  private Cid add(long codec, byte[] bytes) {
    Cid cid = Cid.v1(codec, Multihash.sha256(bytes, 0, bytes.length));
    blocks.put(cid, bytes);
    return cid;
  }

  private static void field(ByteArrayOutputStream out, int tag, byte[] value) {
    out.write(tag);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
