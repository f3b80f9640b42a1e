// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.block;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.UnsupportedHashException;

/**
 * Verified bytes with their CID. That a block exists is the proof: it can be made in no other way
 * than by hashing.
 *
 * <p>The bytes lie in a buffer that is used again once every holder has released the block: whoever
 * keeps bytes longer copies them. A block is made with one holder; {@link #retain()} adds one. The
 * content is immutable while held; thread-safe.
 */
public final class Block {
  private static final byte[] NOTHING = {};

  private final Cid cid;
  private final Content content;

  private Block(Cid cid, Content content) {
    this.cid = cid;
    this.content = content;
  }

  /** The bytes, and who still needs them. */
  private record Content(byte[] buffer, int size, Runnable onRelease, AtomicInteger holders) {
    Content(byte[] buffer, int size, Runnable onRelease) {
      this(buffer, size, onRelease, new AtomicInteger(1));
    }
  }

  /**
   * Hashes the first {@code size} bytes of the buffer.
   *
   * @param onRelease run once, when the last holder has released the block; not run when the bytes
   *     are not what the CID says
   * @return empty when the bytes are not what the CID says
   * @throws UnsupportedHashException if the CID names a hash that is unknown or not safe
   */
  public static Optional<Block> verify(Cid cid, byte[] buffer, int size, Runnable onRelease)
      throws UnsupportedHashException {
    return Hashing.matches(cid.multihash(), buffer, 0, size)
        ? Optional.of(new Block(cid, new Content(buffer, size, onRelease)))
        : Optional.empty();
  }

  /** The block that an identity CID carries within itself. */
  public static Block inlined(Cid identity) {
    if (!identity.isIdentity()) {
      throw new IllegalArgumentException("not an identity CID: " + identity);
    }
    byte[] bytes = identity.multihash().digest();
    return new Block(identity, new Content(bytes, bytes.length, () -> {}));
  }

  /**
   * The block of no bytes, if that is what a CID stands for: nobody needs to send it, and some
   * cannot.
   */
  public static Optional<Block> empty(Cid cid) {
    try {
      return verify(cid, NOTHING, 0, () -> {});
    } catch (UnsupportedHashException e) {
      return Optional.empty();
    }
  }

  public Cid cid() {
    return cid;
  }

  /**
   * The same block under another CID of the same multihash: what a CID says beyond the hash is how
   * to read the bytes, and that is for whoever asked to say. Takes over the holder.
   */
  public Block as(Cid other) {
    if (!other.multihash().equals(cid.multihash())) {
      throw new IllegalArgumentException(other + " is not the block " + cid);
    }
    return other.equals(cid) ? this : new Block(other, content);
  }

  /** How many bytes the block has. */
  public int size() {
    return content.size;
  }

  /** The array that holds the bytes, from index 0 to {@link #size()}; never written to. */
  public byte[] buffer() {
    return content.buffer;
  }

  /** A read-only view, valid while the block is held. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(content.buffer, 0, content.size).asReadOnlyBuffer();
  }

  public byte[] copy() {
    return Arrays.copyOf(content.buffer, content.size);
  }

  /** Adds a holder, who must {@link #release()} it too. */
  public Block retain() {
    if (content.holders.getAndIncrement() <= 0) {
      throw new IllegalStateException("retained after release: " + cid);
    }
    return this;
  }

  /** One holder needs the bytes no more. */
  public void release() {
    int left = content.holders.decrementAndGet();
    if (left == 0) {
      content.onRelease.run();
    } else if (left < 0) {
      throw new IllegalStateException("released too often: " + cid);
    }
  }

  @Override
  public String toString() {
    return cid + " (" + content.size + " bytes)";
  }
}
