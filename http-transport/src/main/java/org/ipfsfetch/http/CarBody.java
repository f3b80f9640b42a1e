// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.ipfsfetch.car.CarDecoder;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * A CAR as it arrives: each block is handed over the moment it is whole.
 *
 * <p>Bytes go straight from the network's buffer into the array of their block. Reading stops while
 * the account is closed, also in the middle of a block, whose bytes are not charged yet.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless Gateway</a>
 */
final class CarBody implements BodyReader, CarDecoder.Receiver {
  /** How newer gateways end a CAR that they cannot go on with. */
  private static final byte[] ABORT_MARK = "[Gateway Error".getBytes(StandardCharsets.US_ASCII);

  private static final int MAX_MARK_BYTES = 200;
  private static final byte[] NONE = {};

  private final Intake intake;
  private final Consumer<Cid> heard;
  private final ArrivalMeter meter;
  private final CarDecoder decoder = new CarDecoder(limits(), this);
  private byte[] open = NONE;

  /**
   * @param heard told of each block after it was handed over
   */
  CarBody(Intake intake, Consumer<Cid> heard) {
    this.intake = intake;
    this.heard = heard;
    this.meter = intake.meter();
  }

  private static CarLimits limits() {
    CarLimits defaults = CarLimits.defaults();
    return new CarLimits(
        defaults.maxHeaderBytes(), Intake.MAX_BLOCK_BYTES, defaults.zeroLengthIsEnd());
  }

  @Override
  public boolean ready(Runnable resume) {
    return intake.account().openOr(resume);
  }

  @Override
  public boolean read(ByteBuffer bytes) throws DecodeException {
    ByteBuffer whole = bytes.duplicate();
    int size = bytes.remaining();
    try {
      decoder.feed(bytes);
    } catch (DecodeException e) {
      throw new DecodeException(abortText(whole, e), e);
    }
    if (decoder.bytesOfOpenBlock() > 0) {
      meter.arrived((int) Math.min(size, decoder.bytesOfOpenBlock()));
    }
    return true;
  }

  /** What the gateway said when it gave up, if it did; else what is wrong with the bytes. */
  private static String abortText(ByteBuffer bytes, DecodeException fault) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    for (int at = 0; at + ABORT_MARK.length <= copy.length; at++) {
      if (startsWithMark(copy, at)) {
        int length = Math.min(copy.length - at, MAX_MARK_BYTES);
        return Printable.text(copy, at, length);
      }
    }
    return fault.getMessage();
  }

  private static boolean startsWithMark(byte[] bytes, int at) {
    for (int i = 0; i < ABORT_MARK.length; i++) {
      if (bytes[at + i] != ABORT_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void complete() throws DecodeException {
    decoder.end();
  }

  @Override
  public void close() {
    intake.buffers().give(open);
    open = NONE;
  }

  @Override
  public void header(int version, List<Cid> roots) {
    // roots differ by server and prove nothing
  }

  @Override
  public byte[] buffer(int length) {
    open = intake.buffers().take(length);
    return open;
  }

  @Override
  public void block(Cid cid, byte[] buffer, int length) {
    open = NONE;
    intake.deliver(cid, buffer, length);
    meter.blockCame();
    heard.accept(cid);
  }
}
