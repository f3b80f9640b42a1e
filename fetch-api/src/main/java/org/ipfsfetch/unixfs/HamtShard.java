// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.ipfsfetch.ipld.PbLink;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * One block of a directory that is spread over many: a node of a hash array mapped trie.
 *
 * <p>A shard has as many buckets as its fanout says, and a link for each that is in use. Which ones
 * are, a bit field tells; it is one large number whose lowest bit is bucket 0 and whose leading
 * zero bytes are left out. The name of a link begins with the number of its bucket in upper case
 * hexadecimal. Where nothing follows, a further shard lies there; else the rest is the name of an
 * entry.
 *
 * <p>To find a name, take {@link #hash} of it and, for depth 0, 1, …, {@link #bucketAt}: look into
 * that bucket, and go down as long as there is a further shard. Bits of the hash are used up from
 * the top. (An early text of the specification said the opposite; all code and this agree.)
 * Immutable.
 *
 * @see <a href="https://specs.ipfs.tech/unixfs/#dag-pb-hamtdirectory">sharded directories</a>
 */
public final class HamtShard {
  private static final long MURMUR3_X64_64 = 0x22;
  private static final int MIN_FANOUT = 8;

  /** More buckets than go reads. */
  private static final int MAX_FANOUT = 1024;

  private final PbNode node;
  private final int fanout;
  private final int prefixLength;
  private final int[] buckets; // of each link, ascending

  private HamtShard(PbNode node, int fanout, int[] buckets) {
    this.node = node;
    this.fanout = fanout;
    this.prefixLength = Integer.toHexString(fanout - 1).length();
    this.buckets = buckets;
  }

  /** What lies in a bucket. */
  public sealed interface Entry {
    int bucket();

    Cid cid();

    /** A hint, as {@link PbLink#tsize()}. */
    long tsize();

    /** A further shard, for names that share this bucket. */
    record SubShard(int bucket, Cid cid, long tsize) implements Entry {
      public SubShard {
        Objects.requireNonNull(cid);
      }
    }

    /**
     * An entry of the directory.
     *
     * @param nameBytes its name without the prefix, at least one byte; it need not be UTF-8
     */
    record Named(int bucket, byte[] nameBytes, Cid cid, long tsize) implements Entry {
      public Named {
        Objects.requireNonNull(nameBytes);
        Objects.requireNonNull(cid);
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Named that
            && bucket == that.bucket
            && tsize == that.tsize
            && cid.equals(that.cid)
            && Arrays.equals(nameBytes, that.nameBytes);
      }

      @Override
      public int hashCode() {
        return cid.hashCode() * 31 + Arrays.hashCode(nameBytes);
      }
    }
  }

  /**
   * Checks a node and reads its bit field.
   *
   * @param data what the node says about itself
   * @throws DecodeException when it is no shard, uses another hash, has a fanout that is not a
   *     power of two of 8..1024, a bit field that is wider, more or fewer links than bits, or a
   *     link whose name does not begin with its bucket
   */
  public static HamtShard of(PbNode node, UnixFs data) throws DecodeException {
    if (data.type() != UnixFs.Type.HAMT_SHARD) {
      throw new DecodeException("not a shard of a directory: type " + data.type());
    }
    if (data.hashType() != MURMUR3_X64_64) {
      throw new DecodeException(
          "directory shard uses hash function 0x" + Long.toHexString(data.hashType()));
    }
    int fanout = checkedFanout(data.fanout());
    int[] buckets = buckets(node, data, fanout);
    HamtShard shard = new HamtShard(node, fanout, buckets);
    for (int i = 0; i < buckets.length; i++) {
      shard.checkPrefix(i);
    }
    return shard;
  }

  private static int checkedFanout(long fanout) throws DecodeException {
    if (fanout < MIN_FANOUT || fanout > MAX_FANOUT || Long.bitCount(fanout) != 1) {
      throw new DecodeException(
          "directory shard with a fanout of " + Long.toUnsignedString(fanout));
    }
    return (int) fanout;
  }

  private static int[] buckets(PbNode node, UnixFs data, int fanout) throws DecodeException {
    byte[] bytes = node.array();
    int length = data.dataLength();
    if (length > fanout / 8) {
      throw new DecodeException(
          "directory shard with a bit field of %d bytes for a fanout of %d"
              .formatted(length, fanout));
    }
    int[] buckets = new int[node.linkCount()];
    int count = 0;
    for (int bucket = 0; bucket < 8 * length; bucket++) {
      byte part = bytes[data.dataOffset() + length - 1 - bucket / 8];
      if ((part >> bucket % 8 & 1) != 0) {
        if (count < buckets.length) {
          buckets[count] = bucket;
        }
        count++;
      }
    }
    if (count != buckets.length) {
      throw new DecodeException(
          "directory shard with %d links for %d buckets".formatted(buckets.length, count));
    }
    return buckets;
  }

  private void checkPrefix(int index) throws DecodeException {
    if (!node.nameStartsWith(index, prefixOf(buckets[index]))) {
      throw new DecodeException(
          "link %d of a directory shard is not named for bucket %d"
              .formatted(index, buckets[index]));
    }
  }

  private byte[] prefixOf(int bucket) {
    byte[] prefix = new byte[prefixLength];
    for (int i = 0; i < prefixLength; i++) {
      int digit = bucket >>> 4 * (prefixLength - 1 - i) & 0xf;
      prefix[i] = (byte) Character.toUpperCase(Character.forDigit(digit, 16));
    }
    return prefix;
  }

  /** How many buckets there are, in use or not. */
  public int fanout() {
    return fanout;
  }

  /** How many buckets are in use. */
  public int size() {
    return buckets.length;
  }

  /**
   * What lies in a bucket in use, counted from 0 in the order of buckets.
   *
   * @throws DecodeException when a further shard is not dag-pb
   */
  public Entry entry(int index) throws DecodeException {
    PbLink link = node.link(index);
    byte[] name = link.nameBytes();
    int bucket = buckets[index];
    if (name.length > prefixLength) {
      byte[] rest = Arrays.copyOfRange(name, prefixLength, name.length);
      return new Entry.Named(bucket, rest, link.cid(), link.tsize());
    }
    if (link.cid().codec() != Codec.DAG_PB) {
      throw new DecodeException(
          "directory shard in bucket %d is %s, not dag-pb: %s"
              .formatted(bucket, Codec.name(link.cid().codec()), link.cid()));
    }
    return new Entry.SubShard(bucket, link.cid(), link.tsize());
  }

  /**
   * What lies in a bucket, empty when it is not in use.
   *
   * @throws DecodeException as for {@link #entry}
   */
  public Optional<Entry> find(int bucket) throws DecodeException {
    int index = Arrays.binarySearch(buckets, bucket);
    return index < 0 ? Optional.empty() : Optional.of(entry(index));
  }

  /** The hash that says where a name lies: the first half of MurmurHash3 x64 128, seed 0. */
  public static long hash(byte[] name) {
    return Murmur3.x64FirstHalf(name);
  }

  /**
   * The bucket of a name at a depth, 0 being the root of the directory.
   *
   * @throws DecodeException when the hash has no bits left: so deep no honest directory is
   */
  public static int bucketAt(long hash, int depth, int fanout) throws DecodeException {
    int bits = Integer.numberOfTrailingZeros(fanout);
    long shift = Long.SIZE - (long) bits * (depth + 1L);
    if (shift < 0) {
      throw new DecodeException(
          "directory shards too deep: %d levels of fanout %d".formatted(depth + 1L, fanout));
    }
    return (int) (hash >>> shift) & fanout - 1;
  }
}
