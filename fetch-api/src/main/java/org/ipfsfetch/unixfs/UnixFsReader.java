// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ipfsfetch.ipld.ProtoReader;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * Reads one UnixFS message. Fields may come in any order and unknown ones are passed over, as
 * protobuf has it; where a field comes twice, the last counts.
 */
final class UnixFsReader {
  private static final int TYPE = 1;
  private static final int DATA = 2;
  private static final int FILE_SIZE = 3;
  private static final int BLOCK_SIZES = 4;
  private static final int HASH_TYPE = 5;
  private static final int FANOUT = 6;
  private static final int MODE = 7;
  private static final int MTIME = 8;
  private static final int MTIME_SECONDS = 1;
  private static final int MTIME_NANOS = 2;

  /** A block of 2 MiB has room for some 50,000 links; each has one size. */
  private static final int MAX_BLOCK_SIZES = 1 << 17;

  private static final int MODE_BITS = 07777;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final long[] NONE = {};
  private static final UnixFs.Type[] TYPES = UnixFs.Type.values();

  private final byte[] bytes;
  private final ProtoReader in;
  private UnixFs.Type type;
  private int dataOffset;
  private int dataLength;
  private OptionalLong fileSize = OptionalLong.empty();
  private long[] blockSizes = NONE;
  private int blockSizeCount;
  private long hashType;
  private long fanout;
  private OptionalInt mode = OptionalInt.empty();
  private Optional<Mtime> mtime = Optional.empty();

  UnixFsReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.in = new ProtoReader(bytes, offset, length);
    this.dataOffset = offset;
  }

  UnixFs read() throws DecodeException {
    while (in.nextField()) {
      switch (in.field()) {
        case TYPE -> type = type(number());
        case DATA -> readData();
        case FILE_SIZE -> fileSize = OptionalLong.of(size(number()));
        case BLOCK_SIZES -> readBlockSizes();
        case HASH_TYPE -> hashType = number();
        case FANOUT -> fanout = number();
        case MODE -> mode = OptionalInt.of((int) number() & MODE_BITS);
        case MTIME -> mtime = Optional.of(readMtime());
        default -> in.skipValue();
      }
    }
    if (type == null) {
      throw new DecodeException("it has no type");
    }
    long[] sizes =
        blockSizeCount == blockSizes.length
            ? blockSizes
            : Arrays.copyOf(blockSizes, blockSizeCount);
    return new UnixFs(type, dataOffset, dataLength, fileSize, sizes, hashType, fanout, mode, mtime);
  }

  private long number() throws DecodeException {
    in.requireWireType(ProtoReader.VARINT);
    return in.varint();
  }

  private static UnixFs.Type type(long number) throws DecodeException {
    if (number < 0 || number >= TYPES.length) {
      throw new DecodeException("unknown type " + number);
    }
    return TYPES[(int) number];
  }

  private static long size(long number) throws DecodeException {
    if (number < 0) {
      throw new DecodeException("size " + Long.toUnsignedString(number) + " is beyond 2^63-1");
    }
    return number;
  }

  private void readData() throws DecodeException {
    in.requireWireType(ProtoReader.LENGTH_DELIMITED);
    dataLength = in.length();
    dataOffset = in.position();
    in.advance(dataLength);
  }

  /** One by one, as go and js write them, or packed, as other encoders do. */
  private void readBlockSizes() throws DecodeException {
    if (in.wireType() != ProtoReader.LENGTH_DELIMITED) {
      addBlockSize(number());
      return;
    }
    int end = in.length();
    end += in.position();
    while (in.position() < end) {
      addBlockSize(in.varint());
    }
    if (in.position() != end) {
      throw new DecodeException("unexpected end of block sizes");
    }
  }

  private void addBlockSize(long size) throws DecodeException {
    if (blockSizeCount == MAX_BLOCK_SIZES) {
      throw new DecodeException("more than " + MAX_BLOCK_SIZES + " block sizes");
    }
    if (blockSizeCount == blockSizes.length) {
      blockSizes = Arrays.copyOf(blockSizes, Math.max(4, blockSizeCount * 2));
    }
    blockSizes[blockSizeCount++] = size(size);
  }

  private Mtime readMtime() throws DecodeException {
    in.requireWireType(ProtoReader.LENGTH_DELIMITED);
    int length = in.length();
    ProtoReader message = new ProtoReader(bytes, in.position(), length);
    in.advance(length);
    OptionalLong seconds = OptionalLong.empty();
    int nanos = 0;
    while (message.nextField()) {
      if (message.field() == MTIME_SECONDS) {
        message.requireWireType(ProtoReader.VARINT);
        seconds = OptionalLong.of(message.varint());
      } else if (message.field() == MTIME_NANOS) {
        message.requireWireType(ProtoReader.FIXED32);
        nanos = message.fixed32();
      } else {
        message.skipValue();
      }
    }
    if (seconds.isEmpty() || nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new DecodeException("invalid time of change");
    }
    return new Mtime(seconds.getAsLong(), nanos);
  }
}
