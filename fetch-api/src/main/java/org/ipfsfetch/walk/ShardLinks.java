// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.util.ArrayList;
import java.util.List;
import org.ipfsfetch.disk.EntryName;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.unixfs.HamtShard;

/**
 * The entries and sub-shards of one node of a sharded directory.
 *
 * <p>Every name is checked to hash to the place it was found at. So no name can occur twice,
 * without anybody remembering the names.
 */
final class ShardLinks implements Links {
  private final HamtShard shard;
  private final Role.Shard role;
  private final WalkLimits limits;
  private final int bytes;
  private int index;

  ShardLinks(HamtShard shard, Role.Shard role, WalkLimits limits, int bytes) {
    this.shard = shard;
    this.role = role;
    this.limits = limits;
    this.bytes = bytes;
  }

  @Override
  public boolean hasNext() {
    return index < shard.size();
  }

  @Override
  public Child next() throws FetchException {
    try {
      HamtShard.Entry entry = shard.entry(index++);
      if (entry instanceof HamtShard.Entry.Named named) {
        String name = EntryName.parse(named.nameBytes());
        checkPlace(named);
        return DirectoryLinks.child(role.directory(), name, named.cid(), named.tsize(), limits);
      }
      List<Integer> buckets = new ArrayList<>(role.buckets());
      buckets.add(entry.bucket());
      limits.entry();
      limits.depth(buckets.size(), role.where());
      HamtShard.bucketAt(0, buckets.size(), role.fanout()); // a hash has only so many bits
      return new Child(
          entry.cid(), new Role.Shard(role.directory(), role.fanout(), buckets), entry.tsize());
    } catch (DecodeException e) {
      throw new FetchException.Malformed(role.where() + " is malformed: " + e.getMessage(), e);
    }
  }

  private void checkPlace(HamtShard.Entry.Named named) throws DecodeException {
    long hash = HamtShard.hash(named.nameBytes());
    int depth = 0;
    for (int bucket : role.buckets()) {
      checkBucket(hash, depth++, bucket);
    }
    checkBucket(hash, depth, named.bucket());
  }

  private void checkBucket(long hash, int depth, int bucket) throws DecodeException {
    if (HamtShard.bucketAt(hash, depth, shard.fanout()) != bucket) {
      throw new DecodeException("an entry lies where its name does not hash to");
    }
  }

  @Override
  public int heldBytes() {
    return bytes;
  }
}
