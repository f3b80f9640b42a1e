// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks.hot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;

/**
 * A UnixFS directory of random files, one raw block each, in memory: 100 files in each directory
 * below the root, as the 10,000 files of the comparisons. Immutable.
 */
final class SyntheticDag {
  private static final int FILES_IN_A_DIRECTORY = 100;
  // UnixFS data of a directory: field 1, the type, is 1.
  private static final byte[] DIRECTORY = {0x08, 0x01};

  private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();
  private final Cid root;

  private record Entry(String name, Cid cid, long treeBytes) {}

  private SyntheticDag(int files, int fileBytes) {
    SplittableRandom random = new SplittableRandom(4);
    List<Entry> directories = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      byte[] content = new byte[fileBytes];
      random.nextBytes(content);
      entries.add(new Entry("file-%06d".formatted(file), put(Codec.RAW, content), fileBytes));
      if (entries.size() == FILES_IN_A_DIRECTORY || file == files - 1) {
        String name = "directory-%06d".formatted(directories.size());
        directories.add(new Entry(name, put(Codec.DAG_PB, node(entries)), treeBytes(entries)));
        entries.clear();
      }
    }
    root = put(Codec.DAG_PB, node(directories));
  }

  /** A tree of so many files of this size. */
  static SyntheticDag of(int files, int fileBytes) {
    return new SyntheticDag(files, fileBytes);
  }

  /** A dag-pb node with so many links to raw blocks. */
  static byte[] wideNode(int links) {
    List<Entry> entries = new ArrayList<>();
    for (int link = 0; link < links; link++) {
      String name = "file-%06d".formatted(link);
      entries.add(new Entry(name, cid(Codec.RAW, name.getBytes(StandardCharsets.UTF_8)), 4096));
    }
    return node(entries);
  }

  /** A CID of these bytes. */
  static Cid cid(long codec, byte[] block) {
    return Cid.v1(codec, Multihash.sha256(block, 0, block.length));
  }

  Cid root() {
    return root;
  }

  /** The bytes of a block. */
  byte[] block(Cid cid) {
    return blocks.get(cid);
  }

  /** All blocks as a CAR, parents after their children: nobody here minds. */
  byte[] toCar() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarWriter writer = new CarWriter(out, List.of(root))) {
      for (Map.Entry<Cid, byte[]> block : blocks.entrySet()) {
        writer.write(block.getKey(), block.getValue(), 0, block.getValue().length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Cid put(long codec, byte[] block) {
    Cid cid = cid(codec, block);
    blocks.put(cid, block);
    return cid;
  }

  private static long treeBytes(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::treeBytes).sum();
  }

  private static byte[] node(List<Entry> entries) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      ByteArrayOutputStream link = new ByteArrayOutputStream();
      field(link, 1, entry.cid.bytes());
      field(link, 2, entry.name.getBytes(StandardCharsets.UTF_8));
      varint(link, 3 << 3);
      varint(link, entry.treeBytes);
      field(node, 2, link.toByteArray());
    }
    field(node, 1, DIRECTORY);
    return node.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] value) {
    varint(out, (long) number << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
