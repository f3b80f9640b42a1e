// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.unixfs.EntryType;
import org.ipfsfetch.unixfs.HamtShard;
import org.ipfsfetch.unixfs.UnixFs;

/** Lists one directory, and reads the first block of each entry if it is to say what they are. */
final class ListNodes implements TreeWalk.Nodes {
  /** Hears of the entries, in their stored order. */
  @FunctionalInterface
  interface Listing {
    void entry(ListedEntry entry) throws IOException;
  }

  private final Listing listing;
  private final boolean detailed;
  private final WalkLimits limits;

  ListNodes(Listing listing, boolean detailed, WalkLimits limits) {
    this.listing = listing;
    this.detailed = detailed;
    this.limits = limits;
  }

  @Override
  public void read(Spot.ToGet spot, Block block, TreeWalk.Effects effects) throws IOException {
    try {
      if (spot.role instanceof Role.Entry entry && entry.depth() > 0) {
        ListedEntry item = item(entry, block);
        effects.first(() -> listing.entry(item));
      } else {
        directory(spot.role, block, effects);
      }
    } catch (DecodeException e) {
      throw new FetchException.Malformed(
          spot.role.where() + " (" + spot.cid + ") is malformed: " + e.getMessage(), e);
    }
  }

  @Override
  public Reach reach() {
    return Reach.Entity.whole();
  }

  private void directory(Role role, Block block, TreeWalk.Effects effects)
      throws FetchException, DecodeException {
    if (block.cid().codec() != Codec.DAG_PB) {
      throw notADirectory(block, Codec.name(block.cid().codec()) + " data");
    }
    byte[] bytes = block.copy();
    PbNode node = PbNode.decode(bytes);
    UnixFs fs = UnixFs.of(node);
    if (fs.type() == UnixFs.Type.HAMT_SHARD) {
      HamtShard shard = HamtShard.of(node, fs);
      Role.Shard at =
          role instanceof Role.Shard below
              ? below
              : new Role.Shard((Role.Entry) role, shard.fanout(), List.of());
      effects.children(new Entries(new ShardLinks(shard, at, limits, bytes.length)));
    } else if (fs.type() == UnixFs.Type.DIRECTORY && role instanceof Role.Entry root) {
      effects.children(new Entries(new DirectoryLinks(node, root, limits)));
    } else {
      throw notADirectory(block, "a " + fs.type().name().toLowerCase(Locale.ROOT));
    }
  }

  private static FetchException notADirectory(Block block, String what) {
    return new FetchException.Unsupported(block.cid() + " is " + what + ", not a directory");
  }

  private static ListedEntry item(Role.Entry entry, Block block) throws DecodeException {
    if (block.cid().codec() != Codec.DAG_PB) {
      return item(entry, block, EntryType.OTHER, OptionalLong.empty());
    }
    PbNode node = PbNode.decode(block.buffer(), 0, block.size());
    UnixFs fs = UnixFs.of(node);
    return switch (fs.type()) {
      case DIRECTORY, HAMT_SHARD -> item(entry, block, EntryType.DIRECTORY, OptionalLong.empty());
      case FILE, RAW ->
          item(entry, block, EntryType.FILE, OptionalLong.of(TreeNodes.contentSize(node, fs)));
      case METADATA -> item(entry, block, EntryType.OTHER, OptionalLong.empty());
      case SYMLINK ->
          new ListedEntry(
              entry.path(),
              EntryType.SYMLINK,
              OptionalLong.empty(),
              block.cid(),
              Optional.of(
                  new String(
                      block.buffer(), fs.dataOffset(), fs.dataLength(), StandardCharsets.UTF_8)));
    };
  }

  private static ListedEntry item(
      Role.Entry entry, Block block, EntryType kind, OptionalLong bytes) {
    return new ListedEntry(entry.path(), kind, bytes, block.cid(), Optional.empty());
  }

  /** The links of a directory, told at once where their blocks are not needed. */
  private final class Entries implements Links {
    private final Links links;

    Entries(Links links) {
      this.links = links;
    }

    @Override
    public boolean hasNext() {
      return links.hasNext();
    }

    @Override
    public Item next() throws IOException {
      Item item = links.next();
      if (!(item instanceof Child child) || !(child.role() instanceof Role.Entry entry)) {
        return item;
      }
      limits.entry();
      boolean raw = child.cid().codec() == Codec.RAW;
      if (detailed && !raw) {
        return child;
      }
      EntryType kind = raw ? EntryType.FILE : EntryType.UNKNOWN;
      OptionalLong bytes =
          raw && child.treeBytes() >= 0 ? OptionalLong.of(child.treeBytes()) : OptionalLong.empty();
      ListedEntry told = new ListedEntry(entry.path(), kind, bytes, child.cid(), Optional.empty());
      return new Known(() -> listing.entry(told));
    }

    @Override
    public int heldBytes() {
      return links.heldBytes();
    }
  }
}
