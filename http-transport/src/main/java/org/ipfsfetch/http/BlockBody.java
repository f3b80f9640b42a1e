// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * The body is one block.
 *
 * <p>It waits for the account before its first byte and then reads to the end, so what it takes is
 * charged when it begins.
 */
final class BlockBody implements BodyReader {
  /** The first array when the length is not known: most blocks of directories fit. */
  private static final int FIRST_BYTES = 32 * 1024;

  /**
   * What is charged when the length is not known. Hundreds of answers may come at once, and each
   * may be a block of the usual large size.
   */
  private static final int UNKNOWN_BYTES = 1 << 20;

  private final Intake intake;
  private final Cid cid;
  private final OptionalLong announced;
  private final int firstBytes;
  private final ArrivalMeter meter;
  private final Consumer<Cid> heard;
  private byte[] buffer;
  private int length;
  private long reserved;

  /**
   * @param announced what the answer says its length is
   * @param expectedBytes what the want says, 0 if unknown
   * @param heard told of the block after it was handed over
   */
  BlockBody(
      Intake intake, Cid cid, OptionalLong announced, long expectedBytes, Consumer<Cid> heard) {
    this.intake = intake;
    this.cid = cid;
    this.announced = announced;
    this.heard = heard;
    long expected = announced.orElse(Math.max(expectedBytes, FIRST_BYTES));
    this.firstBytes = (int) Math.min(expected, Intake.MAX_BLOCK_BYTES);
    this.meter = intake.meter();
    this.buffer = new byte[0];
  }

  @Override
  public boolean ready(Runnable resume) {
    if (reserved > 0) {
      return true;
    }
    if (!intake.account().openOr(resume)) {
      return false;
    }
    reserved = 1L + (announced.isPresent() ? firstBytes : Math.max(firstBytes, UNKNOWN_BYTES));
    intake.account().charge(reserved);
    return true;
  }

  @Override
  public boolean read(ByteBuffer bytes) throws DecodeException {
    if (Math.max(length + (long) bytes.remaining(), announced.orElse(0)) > Intake.MAX_BLOCK_BYTES) {
      throw new DecodeException(
          "block " + cid + " is larger than " + Intake.MAX_BLOCK_BYTES + " bytes");
    }
    int count = bytes.remaining();
    makeRoom(length + count);
    bytes.get(buffer, length, count);
    length += count;
    if (count > 0 && length < announced.orElse(Long.MAX_VALUE)) {
      meter.arrived(count);
    }
    return true;
  }

  private void makeRoom(int needed) {
    if (needed <= buffer.length) {
      return;
    }
    int size = buffer.length == 0 ? Math.max(needed, firstBytes) : Math.max(needed, 2 * length);
    byte[] larger = intake.buffers().take(Math.min(size, Intake.MAX_BLOCK_BYTES));
    System.arraycopy(buffer, 0, larger, 0, length);
    intake.buffers().give(buffer);
    buffer = larger;
  }

  @Override
  public void complete() {
    byte[] whole = buffer;
    buffer = new byte[0];
    intake.deliver(cid, fitting(whole), length);
    heard.accept(cid);
  }

  /** A few bytes do not keep a large array that is not pooled. */
  private byte[] fitting(byte[] whole) {
    if (length >= whole.length / 2 || whole.length > FIRST_BYTES) {
      return whole;
    }
    byte[] small = Arrays.copyOf(whole, length);
    intake.buffers().give(whole);
    return small;
  }

  @Override
  public void close() {
    intake.buffers().give(buffer);
    buffer = new byte[0];
    if (reserved > 0) {
      intake.account().release(reserved);
      reserved = 0;
    }
  }
}
