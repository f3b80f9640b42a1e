// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

/**
 * Wants for one request, at one source.
 *
 * <p><b>The source owes</b>, for every want, exactly one {@link BlockSink#ended}; after {@link
 * #close()} it owes nothing and the sink is not called again. It <b>may</b> stream more blocks than
 * the one wanted, as far as the want's {@link Reach} allows. It reports failures as an {@link
 * Outcome} and never throws them. It never calls the sink on the thread that called {@link #want}.
 *
 * <p><b>The caller owes</b> a {@link Delivery#release()} for every delivery. What a session has
 * delivered and not got back is charged to it: beyond {@link Request#maxUnreleasedBytes()} the
 * session stops reading from its connections until enough is released. That is how a slow disk
 * slows the peer and not the heap. A caller never has two equal wants open in one session.
 *
 * <p>Thread-safe. A want is data: a thousand outstanding wants need no thread each.
 */
public interface SourceSession extends AutoCloseable {

  /** Asks for a block, and perhaps more. Returns at once; the answer goes to the sink. */
  void want(Want want);

  /**
   * Nobody needs it any more. The want still ends, with whatever outcome; what of its reach is
   * under way is stopped. Unknown and ended wants are ignored.
   */
  void cancel(Want want);

  /**
   * This origin sent what cannot be right: nothing more is wanted from it. A source that is one
   * origin is closed instead and need not override this.
   */
  default void blame(Origin origin) {}

  @Override
  void close();
}
