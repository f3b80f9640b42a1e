// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * Reads a CAR from a stream, block by block, for files and tests. Sources that are pushed use
 * {@link CarDecoder} themselves. Blocks before a damaged section are handed out before it is
 * reported. For one thread.
 */
public final class CarReader implements Closeable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final InputStream in;
  private final CarDecoder decoder;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final Queue<CarBlock> ready = new ArrayDeque<>();
  private Optional<DecodeException> damage = Optional.empty();
  private boolean ended;
  private int version;
  private List<Cid> roots = List.of();

  /** Reads nothing yet. Closing this closes the stream. */
  public CarReader(InputStream in, CarLimits limits) {
    this.in = in;
    this.decoder = new CarDecoder(limits, new Collector());
  }

  private final class Collector implements CarDecoder.Receiver {
    @Override
    public void header(int carVersion, List<Cid> carRoots) {
      version = carVersion;
      roots = carRoots;
    }

    @Override
    public byte[] buffer(int length) {
      return new byte[length];
    }

    @Override
    public void block(Cid cid, byte[] buffer, int length) {
      ready.add(new CarBlock(cid, buffer));
    }
  }

  /**
   * 1 or 2.
   *
   * @throws DecodeException when the header is damaged
   */
  public int version() throws IOException, DecodeException {
    readHeader();
    return version;
  }

  /**
   * What the header calls the roots; there may be none.
   *
   * @throws DecodeException when the header is damaged
   */
  public List<Cid> roots() throws IOException, DecodeException {
    readHeader();
    return roots;
  }

  private void readHeader() throws IOException, DecodeException {
    while (version == 0) {
      readChunk();
    }
  }

  /**
   * The next block, empty at the end.
   *
   * @throws DecodeException when the CAR is damaged or cut, each time it is asked for more
   */
  public Optional<CarBlock> next() throws IOException, DecodeException {
    while (ready.isEmpty() && !ended) {
      readChunk();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void readChunk() throws IOException, DecodeException {
    if (damage.isPresent()) {
      throw damage.get();
    }
    int count = in.read(chunk);
    try {
      if (count < 0) {
        decoder.end();
        ended = true;
      } else {
        decoder.feed(ByteBuffer.wrap(chunk, 0, count));
      }
    } catch (DecodeException e) {
      damage = Optional.of(e);
      // reported when the blocks before it are gone
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
