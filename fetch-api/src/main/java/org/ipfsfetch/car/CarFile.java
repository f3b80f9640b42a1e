// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Varint;

/**
 * A CAR on disk, read from section to section without its blocks, and block by block afterwards.
 *
 * <p>Version 1, or the payload of version 2; the index that a version 2 may bring is passed over,
 * since nobody vouches for it. Nothing is verified here. For one thread.
 */
final class CarFile implements Closeable {
  private static final int PRAGMA_BYTES = 11;
  private static final int V2_HEADER_BYTES = 40;

  /** A section's length and the longest CID that is of use. */
  private static final int HEAD_BYTES = Varint.MAX_BYTES + 256;

  private static final int WINDOW_BYTES = 64 << 10;

  /**
   * Where a block lies in the file.
   *
   * @param position of its first byte
   */
  record Section(Cid cid, long position, int length) {}

  private final FileChannel channel;
  private final CarLimits limits;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
  private List<Cid> roots = List.of();
  private long windowAt;
  private long position;
  private long end;

  private CarFile(FileChannel channel, CarLimits limits) throws IOException {
    this.channel = channel;
    this.limits = limits;
    this.end = channel.size();
    window.limit(0);
  }

  /**
   * @throws DecodeException if its header is not that of a CAR
   */
  static CarFile open(Path file, CarLimits limits) throws IOException, DecodeException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      CarFile car = new CarFile(channel, limits);
      car.readHeader();
      return car;
    } catch (IOException | DecodeException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What the writer called the roots. */
  List<Cid> roots() {
    return roots;
  }

  private void readHeader() throws IOException, DecodeException {
    CarHeader header = nextHeader();
    if (header.version() == 2) {
      byte[] v2 = read(PRAGMA_BYTES, V2_HEADER_BYTES);
      ByteBuffer fields = ByteBuffer.wrap(v2).order(ByteOrder.LITTLE_ENDIAN);
      long offset = fields.getLong(16); // behind the characteristics
      long size = fields.getLong(24);
      if (offset < PRAGMA_BYTES + V2_HEADER_BYTES
          || size < 0
          || offset + size < 0
          || offset + size > end) {
        throw new DecodeException("a CARv2 whose payload lies outside of it");
      }
      position = offset;
      end = offset + size;
      header = nextHeader();
      if (header.version() != 1) {
        throw new DecodeException("a CARv2 around something else than a CARv1");
      }
    }
    roots = header.roots();
  }

  private CarHeader nextHeader() throws IOException, DecodeException {
    ByteBuffer head = head();
    int before = head.position();
    long length = Varint.read(head);
    if (length < 1 || length > limits.maxHeaderBytes()) {
      throw new DecodeException("not a CAR: a header of " + length + " bytes");
    }
    position += head.position() - before;
    byte[] header = read(position, (int) length);
    position += length;
    return CarHeader.decode(header);
  }

  /**
   * The next section; empty at the end.
   *
   * @throws DecodeException if the CAR is broken or cut here
   */
  Optional<Section> next() throws IOException, DecodeException {
    if (position == end) {
      return Optional.empty();
    }
    ByteBuffer head = head();
    int before = head.position();
    long length = Varint.read(head);
    if (length == 0 && limits.zeroLengthIsEnd()) {
      position = end;
      return Optional.empty();
    }
    int cidAt = head.position();
    long sectionAt = position + cidAt - before;
    if (length == 0 || sectionAt + length > end) {
      throw new DecodeException("unexpected end of a section of " + length + " bytes");
    }
    Cid cid = Cid.read(head);
    long blockLength = length - (head.position() - cidAt);
    if (blockLength < 0 || blockLength > limits.maxBlockBytes()) {
      throw new DecodeException("a block of " + blockLength + " bytes");
    }
    long blockAt = position + head.position() - before;
    position = sectionAt + length;
    return Optional.of(new Section(cid, blockAt, (int) blockLength));
  }

  /** Reads a range into a buffer from its start. */
  void read(long at, byte[] into, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, 0, length);
    while (target.hasRemaining()) {
      if (channel.read(target, at + target.position()) < 0) {
        throw new IOException("the CAR became shorter while it was read");
      }
    }
  }

  private byte[] read(long at, int length) throws IOException, DecodeException {
    if (at + length > end) {
      throw new DecodeException("unexpected end of a header");
    }
    byte[] bytes = new byte[length];
    read(at, bytes, length);
    return bytes;
  }

  /** The bytes from the current position on, as many as a section's head may have. */
  private ByteBuffer head() throws IOException {
    long available = Math.min(HEAD_BYTES, end - position);
    if (position < windowAt || position + available > windowAt + window.limit()) {
      window.clear();
      window.limit((int) Math.min(WINDOW_BYTES, end - position));
      read(position, window.array(), window.limit());
      windowAt = position;
    }
    window.position((int) (position - windowAt));
    return window;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
