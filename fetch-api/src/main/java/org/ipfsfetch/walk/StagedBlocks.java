// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.disk.NodeFile;
import org.ipfsfetch.disk.PathTable;
import org.ipfsfetch.disk.SeenIndex;
import org.ipfsfetch.disk.Staging;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.UnsupportedHashException;

/**
 * The written blocks of a tree on disk: the output itself is the store.
 *
 * <p>A raw leaf is a range of a file. A dag-pb leaf is that range and the few bytes around it,
 * which are kept beside its path, since encoding it anew may not give them back. Inner nodes are
 * kept in a file of their own. Everything spills to disk, so memory does not grow with the DAG;
 * what is read back is hashed again.
 */
final class StagedBlocks implements WrittenBlocks {
  /** Between a path and the wrapping of a leaf: no path holds it. */
  private static final char SEPARATOR = '\0';

  /** The place of a block that lies in the file of nodes. */
  private static final long NODE = -1;

  private static final int KEY_BYTES = 32;

  private record Waiting(Writers writers, Receiver receiver) {}

  /** A leaf on its way to the disk, and who waits to read it back. */
  private record BeingWritten(int size, List<Waiting> waiting) {}

  private final Staging staging;
  private final SeenIndex index;
  private final PathTable paths;
  private final NodeFile nodes;
  private final Map<Cid, BeingWritten> beingWritten = new HashMap<>();
  private String lastPath = "";
  private long lastPathId = NODE;

  StagedBlocks(Staging staging) throws IOException {
    this.staging = staging;
    this.index = staging.seenIndex();
    this.paths = staging.pathTable();
    this.nodes = staging.nodeFile();
  }

  @Override
  public OptionalInt size(Cid cid) throws IOException {
    if (cid.isIdentity() || cid.multihash().digestLength() == 0) {
      return OptionalInt.empty();
    }
    BeingWritten now = beingWritten.get(cid);
    if (now != null) {
      return OptionalInt.of(now.size());
    }
    Optional<SeenIndex.Location> location = find(cid);
    return location.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(location.get().length()); // of a wrapped leaf a few bytes less
  }

  /** What the index knows a block by, with its codec. */
  static byte[] key(Cid cid) {
    byte[] digest = cid.multihash().digest();
    return digest.length <= KEY_BYTES ? digest : Arrays.copyOf(digest, KEY_BYTES);
  }

  private Optional<SeenIndex.Location> find(Cid cid) throws IOException {
    return index.find(key(cid), cid.codec());
  }

  @Override
  public void readBack(Cid cid, Writers writers, Receiver receiver) throws IOException {
    BeingWritten now = beingWritten.get(cid);
    if (now != null) {
      now.waiting().add(new Waiting(writers, receiver));
      return;
    }
    SeenIndex.Location location =
        find(cid).orElseThrow(() -> new IllegalStateException("not written: " + cid));
    String place = location.pathId() == NODE ? "" : paths.path(location.pathId());
    Block[] read = new Block[1];
    writers.write(
        Writers.Job.of(
            () -> read[0] = block(cid, location, place), () -> receiver.received(read[0])));
  }

  private Block block(Cid cid, SeenIndex.Location location, String place) throws IOException {
    byte[] bytes =
        location.pathId() == NODE ? nodes.read(location.offset()) : leaf(location, place);
    try {
      return Block.verify(cid, bytes, bytes.length, () -> {})
          .orElseThrow(
              () ->
                  new IOException(
                      "what was written to " + staging.target() + " has changed meanwhile"));
    } catch (UnsupportedHashException e) {
      throw new IllegalStateException("was verified before: " + cid, e);
    }
  }

  private byte[] leaf(SeenIndex.Location location, String place) throws IOException {
    String[] parts = place.split(String.valueOf(SEPARATOR), -1);
    byte[] before = parts.length == 3 ? Base64.getDecoder().decode(parts[1]) : new byte[0];
    byte[] after = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
    byte[] bytes = new byte[before.length + location.length() + after.length];
    System.arraycopy(before, 0, bytes, 0, before.length);
    staging.readBack(parts[0], location.offset(), bytes, before.length, location.length());
    System.arraycopy(after, 0, bytes, before.length + location.length(), after.length);
    return bytes;
  }

  @Override
  public Note note(Block block, String path, long position, int offset, int length) {
    Cid cid = block.cid();
    if (cid.isIdentity() || beingWritten.containsKey(cid)) {
      return () -> {};
    }
    beingWritten.put(cid, new BeingWritten(block.size(), new ArrayList<>(0)));
    String place = path;
    if (length < block.size()) {
      Base64.Encoder base64 = Base64.getEncoder();
      byte[] before = Arrays.copyOf(block.buffer(), offset);
      byte[] after = Arrays.copyOfRange(block.buffer(), offset + length, block.size());
      place =
          path
              + SEPARATOR
              + base64.encodeToString(before)
              + SEPARATOR
              + base64.encodeToString(after);
    }
    return remembering(cid, place, position, length);
  }

  private Note remembering(Cid cid, String place, long position, int length) {
    return () -> {
      SeenIndex.Location location = new SeenIndex.Location(pathId(place), position, length);
      index.put(key(cid), cid.codec(), location);
      for (Waiting waiting : beingWritten.remove(cid).waiting()) {
        readBack(cid, waiting.writers(), waiting.receiver());
      }
    };
  }

  private long pathId(String place) throws IOException {
    if (lastPathId == NODE || !place.equals(lastPath)) {
      lastPathId = paths.add(place);
      lastPath = place;
    }
    return lastPathId;
  }

  @Override
  public void node(Block block) throws IOException {
    Cid cid = block.cid();
    if (cid.isIdentity() || find(cid).isPresent()) {
      return;
    }
    long offset = nodes.append(block.buffer(), 0, block.size());
    index.put(key(cid), cid.codec(), new SeenIndex.Location(NODE, offset, block.size()));
  }
}
