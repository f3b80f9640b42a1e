// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fakes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Multihash;

/**
 * A UnixFS DAG made by hand: what an importer would make, and what none would.
 *
 * <p>Blocks are kept in the order of a depth-first walk of what was added last.
 */
public final class TestDag {

  /** A node that was added: its CID and what a parent says of it. */
  public record Node(Cid cid, long contentBytes, long treeBytes) {}

  /** A link of a directory. */
  public record Entry(byte[] name, Node node) {
    public static Entry of(String name, Node node) {
      return new Entry(name.getBytes(StandardCharsets.UTF_8), node);
    }
  }

  private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();
  private final Map<Cid, List<Cid>> children = new LinkedHashMap<>();

  public Map<Cid, byte[]> blocks() {
    return blocks;
  }

  /** The blocks beneath a root, each once, parents before children. */
  public List<Cid> depthFirst(Cid root) {
    List<Cid> order = new ArrayList<>();
    collect(root, order);
    return order;
  }

  private void collect(Cid cid, List<Cid> order) {
    if (!order.contains(cid)) {
      order.add(cid);
      children.getOrDefault(cid, List.of()).forEach(child -> collect(child, order));
    }
  }

  public Node raw(byte[] content) {
    return new Node(put(Codec.RAW, content, List.of()), content.length, content.length);
  }

  public Node raw(String content) {
    return raw(content.getBytes(StandardCharsets.UTF_8));
  }

  /** A file of raw leaves below one node. */
  public Node file(byte[] content, int chunkBytes) {
    List<Node> leaves = new ArrayList<>();
    for (int at = 0; at < content.length; at += chunkBytes) {
      leaves.add(raw(Arrays.copyOfRange(content, at, Math.min(content.length, at + chunkBytes))));
    }
    return fileOf(leaves);
  }

  /** A file whose parts are these. */
  public Node fileOf(List<Node> parts) {
    long size = parts.stream().mapToLong(Node::contentBytes).sum();
    return fileOf(parts, size);
  }

  /** A file whose parts are these, whatever size it claims. */
  public Node fileOf(List<Node> parts, long claimedSize) {
    ByteArrayOutputStream fs = new ByteArrayOutputStream();
    field(fs, 1, 2);
    field(fs, 3, claimedSize);
    parts.forEach(part -> field(fs, 4, part.contentBytes()));
    List<Entry> links = parts.stream().map(part -> Entry.of("", part)).toList();
    return node(links, fs.toByteArray(), claimedSize);
  }

  /** A file within one dag-pb node. */
  public Node inlineFile(byte[] content) {
    ByteArrayOutputStream fs = new ByteArrayOutputStream();
    field(fs, 1, 2);
    bytes(fs, 2, content);
    field(fs, 3, content.length);
    return node(List.of(), fs.toByteArray(), content.length);
  }

  public Node symlink(String target) {
    ByteArrayOutputStream fs = new ByteArrayOutputStream();
    field(fs, 1, 4);
    bytes(fs, 2, target.getBytes(StandardCharsets.UTF_8));
    return node(List.of(), fs.toByteArray(), 0);
  }

  public Node directory(Entry... entries) {
    return directory(List.of(entries));
  }

  public Node directory(List<Entry> entries) {
    ByteArrayOutputStream fs = new ByteArrayOutputStream();
    field(fs, 1, 1);
    return node(entries, fs.toByteArray(), 0);
  }

  /** Any dag-pb node. */
  public Node node(List<Entry> links, byte[] data, long contentBytes) {
    ByteArrayOutputStream pb = new ByteArrayOutputStream();
    long treeBytes = 0;
    List<Cid> cids = new ArrayList<>();
    for (Entry entry : links) {
      ByteArrayOutputStream link = new ByteArrayOutputStream();
      bytes(link, 1, entry.node().cid().bytes());
      bytes(link, 2, entry.name());
      field(link, 3, entry.node().treeBytes());
      bytes(pb, 2, link.toByteArray());
      treeBytes += entry.node().treeBytes();
      cids.add(entry.node().cid());
    }
    bytes(pb, 1, data);
    byte[] block = pb.toByteArray();
    return new Node(put(Codec.DAG_PB, block, cids), contentBytes, treeBytes + block.length);
  }

  public Cid put(long codec, byte[] block, List<Cid> links) {
    Cid cid = Cid.v1(codec, Multihash.sha256(block, 0, block.length));
    blocks.put(cid, block);
    children.put(cid, links);
    return cid;
  }

  /** Content that is the same for the same seed. */
  public static byte[] noise(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
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
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
