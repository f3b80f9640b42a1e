// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;

/**
 * A directory as UnixFS, made by hand: its blocks in the order of a depth-first walk, and the files
 * that must come out.
 *
 * @param files content by name
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS</a>
 */
record Content(List<StoredBlock> blocks, Map<String, byte[]> files) {

  private static final int DIRECTORY = 1;
  private static final int FILE = 2;

  /** A block as it is stored. */
  record StoredBlock(Cid cid, byte[] bytes) {
    static StoredBlock of(long codec, byte[] bytes) {
      return new StoredBlock(Cid.v1(codec, Multihash.sha256(bytes, 0, bytes.length)), bytes);
    }

    /** It with one bit changed, and the same name. */
    StoredBlock spoilt() {
      byte[] wrong = bytes.clone();
      wrong[wrong.length / 2] ^= 1;
      return new StoredBlock(cid, wrong);
    }

    /** It as a section of a CAR. */
    byte[] section() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CarWriter writer = new CarWriter(out, List.of(cid));
      int headerBytes = out.size();
      writer.write(cid, bytes, 0, bytes.length);
      byte[] all = out.toByteArray();
      return Arrays.copyOfRange(all, headerBytes, all.length);
    }
  }

  /** A block with what a parent says of it. */
  private record Part(String name, StoredBlock block, long contentBytes) {}

  /** A directory of so many files, each of a node and leaves of noise. */
  static Content ofFiles(int files, int leaves, int leafBytes) {
    Random noise = new Random(files * 31L + leaves);
    List<StoredBlock> beneath = new ArrayList<>();
    Map<String, byte[]> expected = new LinkedHashMap<>();
    List<Part> entries = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      byte[] content = new byte[leaves * leafBytes];
      noise.nextBytes(content);
      List<Part> parts = new ArrayList<>();
      for (int at = 0; at < content.length; at += leafBytes) {
        byte[] leaf = Arrays.copyOfRange(content, at, at + leafBytes);
        parts.add(new Part("", StoredBlock.of(Codec.RAW, leaf), leafBytes));
      }
      StoredBlock node = node(FILE, parts);
      beneath.add(node);
      parts.forEach(part -> beneath.add(part.block()));
      entries.add(new Part("file" + i, node, content.length));
      expected.put("file" + i, content);
    }
    List<StoredBlock> blocks = new ArrayList<>();
    blocks.add(node(DIRECTORY, entries));
    blocks.addAll(beneath);
    return new Content(List.copyOf(blocks), expected);
  }

  Cid root() {
    return blocks.get(0).cid();
  }

  byte[] carHeader() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CarWriter(out, List.of(root()));
    return out.toByteArray();
  }

  /** A block of it with all beneath, in order; nothing if it has no such block. */
  List<StoredBlock> beneath(Cid cid) {
    if (cid.equals(root())) {
      return blocks;
    }
    int perFile = (blocks.size() - 1) / files.size();
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i).cid().equals(cid)) {
        return blocks.subList(i, cid.codec() == Codec.RAW ? i + 1 : i + perFile);
      }
    }
    return List.of();
  }

  private static StoredBlock node(int type, List<Part> parts) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    field(data, 1, type);
    if (type == FILE) {
      field(data, 3, parts.stream().mapToLong(Part::contentBytes).sum());
      parts.forEach(part -> field(data, 4, part.contentBytes()));
    }
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    for (Part part : parts) {
      ByteArrayOutputStream link = new ByteArrayOutputStream();
      bytes(link, 1, part.block().cid().bytes());
      bytes(link, 2, part.name().getBytes(StandardCharsets.UTF_8));
      field(link, 3, part.contentBytes());
      bytes(node, 2, link.toByteArray());
    }
    bytes(node, 1, data.toByteArray());
    return StoredBlock.of(Codec.DAG_PB, node.toByteArray());
  }

  private static void field(ByteArrayOutputStream out, int number, long value) {
    varint(out, (long) number << 3);
    varint(out, value);
  }

  private static void bytes(ByteArrayOutputStream out, int number, byte[] value) {
    varint(out, (long) number << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while (left > 0x7f) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
