// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Varint;

/**
 * Takes a CAR apart as its bytes come in, in any pieces; hands over one section after the other.
 *
 * <p>In this order: the length of the header, the header; then for each section its length, its
 * CID, its block. Each is checked before the next is looked at, and only then is a buffer asked
 * for, which the block is copied into from where it arrived. Around this, version 2 puts a header
 * of 40 bytes, and an index that is passed over.
 *
 * <p>Blocks are not verified. A stream that is cut between two sections looks complete: only who
 * walks the DAG knows. After an exception the decoder takes nothing more. For one thread.
 *
 * @see <a href="https://ipld.io/specs/transport/car/">CAR</a>
 */
public final class CarDecoder {
  private static final int V2_PRAGMA_BYTES = 11;
  private static final int V2_HEADER_BYTES = 40;
  private static final int V2_DATA_OFFSET_AT = 16; // behind the characteristics, which tell nothing

  private final CarLimits limits;
  private final Receiver receiver;
  private final byte[] number = new byte[Varint.MAX_BYTES];
  private final SectionCid sectionCid = new SectionCid();
  private State state = State.HEADER_LENGTH;
  private int version;
  private long position;
  private long payloadLeft = Long.MAX_VALUE; // of the CARv1 inside of a CARv2
  private long payloadSize; // the same, before the padding has passed
  private byte[] target; // what is being filled: a header, or the receiver's buffer
  private int wanted; // bytes of the target
  private int filled; // bytes of the target, or of the number
  private long left; // bytes to pass over, or of the section
  private Cid cid;

  private enum State {
    HEADER_LENGTH,
    HEADER,
    V2_HEADER,
    V2_PADDING,
    SECTION_LENGTH,
    CID,
    BLOCK,
    ENDED,
    FAILED
  }

  /** Where sections go. Called from within {@link #feed}, on its thread. */
  public interface Receiver {
    /**
     * The header, once, before the first section.
     *
     * @param roots what the writer called the roots; servers differ, so better not relied on
     */
    void header(int version, List<Cid> roots);

    /**
     * An array of at least that length for the next block. When the CAR breaks before {@link
     * #block} follows, it stays with the receiver.
     *
     * @param length 0 to the limit of a block
     */
    byte[] buffer(int length);

    /**
     * A whole block in the buffer that was asked for, which is the receiver's again.
     *
     * @throws DecodeException to end the decoding; leaves {@link #feed} as it is
     */
    void block(Cid cid, byte[] buffer, int length) throws DecodeException;
  }

  public CarDecoder(CarLimits limits, Receiver receiver) {
    this.limits = limits;
    this.receiver = receiver;
  }

  /**
   * Takes all remaining bytes of the input. Bytes behind the end that a CAR itself declares are
   * passed over.
   *
   * @throws DecodeException when they are no CAR, or go beyond a limit. Sections before that have
   *     been handed over
   */
  public void feed(ByteBuffer in) throws DecodeException {
    if (state == State.FAILED) {
      throw new DecodeException("the CAR is broken already, near byte " + position);
    }
    State reached = state;
    try {
      while (in.hasRemaining() && state != State.ENDED) {
        reached = state;
        feedWithinPayload(in);
      }
    } catch (DecodeException e) {
      boolean fromReceiver = state == State.FAILED;
      state = State.FAILED;
      throw fromReceiver ? e : broken(reached, e);
    }
    in.position(in.limit());
  }

  private DecodeException broken(State reached, DecodeException e) {
    String what = reached.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new DecodeException(
        "broken CAR, in " + what + " near byte " + position + ": " + e.getMessage(), e);
  }

  private void feedWithinPayload(ByteBuffer in) throws DecodeException {
    int limit = in.limit();
    int from = in.position();
    if (in.remaining() > payloadLeft) {
      in.limit(from + (int) payloadLeft);
    }
    long payloadBefore = payloadLeft;
    try {
      step(in);
    } finally {
      in.limit(limit);
    }
    int used = in.position() - from;
    position += used;
    if (payloadBefore != Long.MAX_VALUE) {
      payloadLeft -= used;
      endPayload();
    }
  }

  private void endPayload() throws DecodeException {
    if (payloadLeft == 0 && state != State.ENDED) {
      requireBetweenSections();
      state = State.ENDED;
    }
  }

  private void step(ByteBuffer in) throws DecodeException {
    switch (state) {
      case HEADER_LENGTH -> {
        if (takeNumber(in)) {
          beginHeader(Varint.read(number, 0, filled));
        }
      }
      case HEADER -> {
        if (fill(in)) {
          endHeader(CarHeader.decode(target));
        }
      }
      case V2_HEADER -> {
        if (fill(in)) {
          endV2Header(ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN));
        }
      }
      case V2_PADDING -> skipPadding(in);
      case SECTION_LENGTH -> {
        if (takeNumber(in)) {
          beginSection(Varint.read(number, 0, filled));
        }
      }
      case CID -> {
        if (sectionCid.take(in, left)) {
          beginBlock((int) (left - sectionCid.length()));
        }
      }
      case BLOCK -> {
        if (fill(in)) {
          endBlock();
        }
      }
      default -> throw new IllegalStateException("nothing is taken when " + state);
    }
  }

  /** Whether the number is complete: its last byte, or more than there may be. */
  private boolean takeNumber(ByteBuffer in) {
    while (in.hasRemaining()) {
      byte b = in.get();
      number[filled++] = b;
      if (b >= 0 || filled == number.length) {
        return true;
      }
    }
    return false;
  }

  private boolean fill(ByteBuffer in) {
    int count = Math.min(in.remaining(), wanted - filled);
    in.get(target, filled, count);
    filled += count;
    return filled == wanted;
  }

  private void expect(State next, byte[] array, int length) {
    state = next;
    target = array;
    wanted = length;
    filled = 0;
  }

  private void beginHeader(long length) throws DecodeException {
    if (length == 0 || length > limits.maxHeaderBytes()) {
      throw new DecodeException(
          "header of %d bytes, 1 to %d are allowed".formatted(length, limits.maxHeaderBytes()));
    }
    expect(State.HEADER, new byte[(int) length], (int) length);
  }

  private void endHeader(CarHeader header) throws DecodeException {
    if (version == 0 && header.version() == 2) {
      version = 2;
      expect(State.V2_HEADER, new byte[V2_HEADER_BYTES], V2_HEADER_BYTES);
      return;
    }
    if (header.version() != 1) {
      throw new DecodeException("CAR of version 2 inside of another");
    }
    version = Math.max(version, 1);
    expect(State.SECTION_LENGTH, number, 0);
    receiver.header(version, header.roots());
  }

  private void endV2Header(ByteBuffer header) throws DecodeException {
    long dataOffset = header.getLong(V2_DATA_OFFSET_AT);
    long dataSize = header.getLong(V2_DATA_OFFSET_AT + Long.BYTES);
    left = dataOffset - V2_PRAGMA_BYTES - V2_HEADER_BYTES;
    if (dataOffset < 0 || left < 0 || dataSize <= 0) {
      throw new DecodeException(
          "version 2 header says %s bytes of data at %s"
              .formatted(Long.toUnsignedString(dataSize), Long.toUnsignedString(dataOffset)));
    }
    payloadSize = dataSize;
    if (left == 0) {
      beginPayload();
    } else {
      expect(State.V2_PADDING, number, 0);
    }
  }

  private void skipPadding(ByteBuffer in) {
    int count = (int) Math.min(in.remaining(), left);
    in.position(in.position() + count);
    left -= count;
    if (left == 0) {
      beginPayload();
    }
  }

  private void beginPayload() {
    payloadLeft = payloadSize;
    expect(State.HEADER_LENGTH, number, 0);
  }

  private void beginSection(long length) throws DecodeException {
    if (length == 0 && limits.zeroLengthIsEnd()) {
      state = State.ENDED;
      return;
    }
    if (length == 0 || length > (long) limits.maxBlockBytes() + SectionCid.MAX_BYTES) {
      throw new DecodeException(
          "section of %d bytes, blocks of up to %d are allowed"
              .formatted(length, limits.maxBlockBytes()));
    }
    left = length;
    state = State.CID;
  }

  private void beginBlock(int length) throws DecodeException {
    if (length > limits.maxBlockBytes()) {
      throw new DecodeException(
          "block of %d bytes, at most %d are allowed".formatted(length, limits.maxBlockBytes()));
    }
    cid = sectionCid.finish();
    expect(State.BLOCK, receiver.buffer(length), length);
    if (length == 0) {
      endBlock();
    }
  }

  private void endBlock() throws DecodeException {
    Cid finished = cid;
    byte[] buffer = target;
    int length = wanted;
    state = State.FAILED; // should the receiver throw
    receiver.block(finished, buffer, length);
    expect(State.SECTION_LENGTH, number, 0);
  }

  /**
   * Says that no more bytes come.
   *
   * @throws DecodeException when something has begun and not ended, or nothing ever came
   */
  public void end() throws DecodeException {
    if (state == State.FAILED) {
      throw new DecodeException("the CAR is broken already, near byte " + position);
    }
    if (state != State.ENDED) {
      try {
        requireBetweenSections();
        if (payloadLeft != Long.MAX_VALUE) {
          throw new DecodeException("unexpected end: " + payloadLeft + " bytes are missing");
        }
      } catch (DecodeException e) {
        State reached = state;
        state = State.FAILED;
        throw broken(reached, e);
      }
      state = State.ENDED;
    }
  }

  private void requireBetweenSections() throws DecodeException {
    if (state == State.BLOCK) {
      throw new DecodeException("unexpected end: %d of %d bytes".formatted(filled, wanted));
    }
    if (state != State.SECTION_LENGTH || filled != 0) {
      throw new DecodeException("unexpected end");
    }
  }

  /** How much has arrived of the block that is not whole yet; 0 between blocks. */
  public long bytesOfOpenBlock() {
    return state == State.BLOCK ? filled : 0;
  }
}
