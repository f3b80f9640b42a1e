// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * What the data of a dag-pb node says: a file or a part of one, a directory, a symbolic link.
 *
 * <p>Every number in here is a claim of whoever made the block; none is checked against the links.
 * Immutable as long as nobody changes the arrays.
 *
 * @param type what kind of node it is
 * @param dataOffset where the content begins in the array that was decoded
 * @param dataLength bytes of content in this node, 0 when there are none
 * @param fileSize bytes of content of the whole file, here and below; not negative
 * @param blockSizes bytes of content below each link, none negative; old files may have none
 * @param hashType which function spreads names over a sharded directory, 0 when none is named
 * @param fanout buckets of a sharded directory, 0 when not said; unsigned
 * @param mode permissions, the lower 12 bits of a Unix mode
 * @param mtime when it was last changed
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS</a>
 */
public record UnixFs(
    Type type,
    int dataOffset,
    int dataLength,
    OptionalLong fileSize,
    long[] blockSizes,
    long hashType,
    long fanout,
    OptionalInt mode,
    Optional<Mtime> mtime) {

  /** Kinds of nodes, in the order of their numbers. */
  public enum Type {
    /** A part of a file, or a file; read as {@link #FILE} is. */
    RAW,
    DIRECTORY,
    FILE,
    /** A wrapper around a file, practically unused. */
    METADATA,
    /** Its data is the target. */
    SYMLINK,
    /** A part of a directory too large for one block. */
    HAMT_SHARD
  }

  public UnixFs {
    Objects.requireNonNull(type);
    Objects.requireNonNull(fileSize);
    Objects.requireNonNull(blockSizes);
    Objects.requireNonNull(mode);
    Objects.requireNonNull(mtime);
  }

  /**
   * Decodes the data of a dag-pb node.
   *
   * @throws DecodeException when it is no UnixFS message, its type is missing or unknown, or a size
   *     is beyond 2^63-1
   */
  public static UnixFs decode(byte[] array, int offset, int length) throws DecodeException {
    try {
      return new UnixFsReader(array, offset, length).read();
    } catch (DecodeException e) {
      throw new DecodeException("not UnixFS: " + e.getMessage(), e);
    }
  }

  /**
   * What a dag-pb node says; offsets are of {@link PbNode#array()}.
   *
   * @throws DecodeException as for {@link #decode}, and when the node has no data
   */
  public static UnixFs of(PbNode node) throws DecodeException {
    if (!node.hasData()) {
      throw new DecodeException("not UnixFS: the dag-pb node has no data");
    }
    return decode(node.array(), node.dataOffset(), node.dataLength());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnixFs that
        && type == that.type
        && dataOffset == that.dataOffset
        && dataLength == that.dataLength
        && fileSize.equals(that.fileSize)
        && Arrays.equals(blockSizes, that.blockSizes)
        && hashType == that.hashType
        && fanout == that.fanout
        && mode.equals(that.mode)
        && mtime.equals(that.mtime);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, dataOffset, dataLength, fileSize, Arrays.hashCode(blockSizes));
  }
}
