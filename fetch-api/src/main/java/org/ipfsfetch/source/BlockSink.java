// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import org.ipfsfetch.multiformats.Cid;

/**
 * Where a session hands over what came. Implementations only hand over: they return quickly and may
 * be called from any thread, several at once.
 */
public interface BlockSink {

  /** A whole block, still unproven. The receiver releases it, now or later. */
  void block(Delivery delivery);

  /**
   * Bytes of a block that is not whole yet. Tells a slow transfer from a stalled one; optional for
   * blocks that arrive at once.
   */
  void arriving(Origin from, int bytes);

  /** This origin says it lacks the block. Provisional: others of the same source may have it. */
  void lackedBy(Cid cid, Origin who);

  /** The end of a want: exactly once for each, after the last block it brought. */
  void ended(Want want, Outcome outcome);
}
