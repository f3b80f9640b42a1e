// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import org.ipfsfetch.block.BufferPool;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;

/**
 * Where the bodies of a session put blocks: array out of the pool, charge on the account, delivery
 * to the sink.
 */
record Intake(BlockSink sink, Origin origin, BufferPool buffers, ByteAccount account) {

  /**
   * Larger blocks are refused everywhere: 2 MiB is what the network carries, and twice that leaves
   * room for those who make larger ones.
   *
   * @see <a href="https://specs.ipfs.tech/bitswap-protocol/#block-sizes">block sizes</a>
   */
  static final int MAX_BLOCK_BYTES = 4 << 20;

  /** Hands over a block; its buffer came from the pool and goes back on release. */
  void deliver(Cid cid, byte[] buffer, int length) {
    long charge = (long) length + ByteAccount.BLOCK_OVERHEAD_BYTES;
    account.charge(charge);
    sink.block(
        new Delivery(
            cid,
            buffer,
            length,
            origin,
            () -> {
              buffers.give(buffer);
              account.release(charge);
            }));
  }

  ArrivalMeter meter() {
    return new ArrivalMeter(sink, origin);
  }
}
