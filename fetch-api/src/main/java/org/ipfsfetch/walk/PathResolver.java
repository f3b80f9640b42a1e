// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipfsfetch.disk.TerminalText;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.ipld.DagJson;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.ipld.PbLink;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.retrieval.Lineage;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Want;
import org.ipfsfetch.unixfs.HamtShard;
import org.ipfsfetch.unixfs.UnixFs;

/**
 * Walks a path to its CID: through directories, sharded directories, dag-cbor and dag-json, whose
 * links are followed. Symlinks are not followed.
 *
 * <p>For one path, on the loop's thread. Every step is proven by the hash of the block before it,
 * and so is a path that does not exist.
 */
public final class PathResolver {
  private final Reads reads;
  private final Reach reach;
  private Lineage lineage = Lineage.NONE;

  /**
   * @param reach what will be wanted at the end of the path: a source may send it along
   */
  public PathResolver(Reads reads, Reach reach) {
    this.reads = reads;
    this.reach = reach;
  }

  /**
   * Where a path leads.
   *
   * @param remainder what of the path lies within the block of the CID, as data; empty for files
   *     and directories
   * @param lineage to be passed on when the block is read
   */
  public record Target(Cid cid, List<String> remainder, Lineage lineage) {}

  /** Where a step leads: to another block, or into data of this one. */
  private record Step(Cid cid, int taken, boolean inside) {}

  /**
   * @throws FetchException.NoSuchPath if it is proven that there is no such path
   */
  public Target resolve(Cid root, List<String> path) throws IOException, InterruptedException {
    Cid cid = root;
    int taken = 0;
    while (taken < path.size()) {
      List<String> left = path.subList(taken, path.size());
      if (!hasLinks(cid.codec())) {
        throw noSuchPath(cid, left, "a " + Codec.name(cid.codec()) + " block has nothing below it");
      }
      Want want = taken == 0 ? new Want(cid, path, reach, 0, 0) : Want.block(cid);
      Step step = step(cid, get(want), left);
      if (step.inside()) {
        return new Target(cid, List.copyOf(left), lineage);
      }
      cid = step.cid();
      taken += step.taken();
    }
    return new Target(cid, List.of(), lineage);
  }

  private byte[] get(Want want) throws IOException, InterruptedException {
    Reads.Got got = reads.get(want, lineage);
    lineage = got.lineage();
    return got.bytes();
  }

  private static boolean hasLinks(long codec) {
    return codec == Codec.DAG_PB || codec == Codec.DAG_CBOR || codec == Codec.DAG_JSON;
  }

  private Step step(Cid cid, byte[] bytes, List<String> left)
      throws IOException, InterruptedException {
    try {
      if (cid.codec() == Codec.DAG_PB) {
        return new Step(child(cid, bytes, left), 1, false);
      }
      IpldNode data =
          cid.codec() == Codec.DAG_CBOR ? DagCbor.decodeLenient(bytes) : DagJson.decode(bytes);
      return stepThroughData(cid, data, left);
    } catch (DecodeException e) {
      throw new FetchException.Malformed(cid + " on the path is malformed: " + e.getMessage(), e);
    }
  }

  private Cid child(Cid cid, byte[] bytes, List<String> left)
      throws IOException, InterruptedException, DecodeException {
    PbNode node = PbNode.decode(bytes);
    Optional<UnixFs> fs = unixFs(node);
    if (fs.isPresent() && fs.get().type() == UnixFs.Type.HAMT_SHARD) {
      return inShard(cid, HamtShard.of(node, fs.get()), left);
    }
    if (fs.isPresent() && fs.get().type() != UnixFs.Type.DIRECTORY) {
      throw noSuchPath(cid, left, "it is a " + fs.get().type().name().toLowerCase(Locale.ROOT));
    }
    byte[] name = left.get(0).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < node.linkCount(); i++) {
      PbLink link = node.link(i);
      if (Arrays.equals(link.nameBytes(), name)) {
        return link.cid();
      }
    }
    throw noSuchPath(cid, left, "the directory has no such entry");
  }

  /** A dag-pb node that is not UnixFS still has named links. */
  private static Optional<UnixFs> unixFs(PbNode node) {
    try {
      return Optional.of(UnixFs.of(node));
    } catch (DecodeException notUnixFs) {
      return Optional.empty();
    }
  }

  private Cid inShard(Cid directory, HamtShard top, List<String> left)
      throws IOException, InterruptedException, DecodeException {
    byte[] name = left.get(0).getBytes(StandardCharsets.UTF_8);
    long hash = HamtShard.hash(name);
    HamtShard shard = top;
    int depth = 0;
    while (true) {
      int bucket = HamtShard.bucketAt(hash, depth++, top.fanout());
      Optional<HamtShard.Entry> entry = shard.find(bucket);
      if (entry.isEmpty()) {
        throw noSuchPath(directory, left, "the directory has no such entry");
      }
      if (entry.get() instanceof HamtShard.Entry.Named named) {
        if (!Arrays.equals(named.nameBytes(), name)) {
          throw noSuchPath(directory, left, "the directory has no such entry");
        }
        return named.cid();
      }
      shard = subShard(entry.get().cid(), top.fanout());
    }
  }

  private HamtShard subShard(Cid cid, int fanout)
      throws IOException, InterruptedException, DecodeException {
    PbNode node = PbNode.decode(get(Want.block(cid)));
    HamtShard shard = HamtShard.of(node, UnixFs.of(node));
    if (shard.fanout() != fanout) {
      throw new DecodeException("fanout " + shard.fanout() + " below fanout " + fanout);
    }
    return shard;
  }

  private Step stepThroughData(Cid cid, IpldNode data, List<String> left) throws FetchException {
    IpldNode node = data;
    for (int i = 0; i < left.size(); i++) {
      Optional<IpldNode> next = inside(node, left.get(i));
      if (next.isEmpty()) {
        throw noSuchPath(cid, left, "the data has no " + TerminalText.quote(left.get(i)));
      }
      node = next.get();
      if (node instanceof IpldNode.Link link) {
        return new Step(link.cid(), i + 1, false);
      }
    }
    return new Step(cid, 0, true);
  }

  private static Optional<IpldNode> inside(IpldNode node, String name) {
    if (node instanceof IpldNode.Map map) {
      return Optional.ofNullable(map.entries().get(name));
    }
    if (node instanceof IpldNode.List list && name.matches("0|[1-9][0-9]{0,8}")) {
      int index = Integer.parseInt(name);
      return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static FetchException noSuchPath(Cid at, List<String> left, String why) {
    return new FetchException.NoSuchPath(
        "no " + TerminalText.quote(String.join("/", left)) + " below " + at + ": " + why);
  }
}
