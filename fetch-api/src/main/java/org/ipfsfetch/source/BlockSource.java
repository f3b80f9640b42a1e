// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.concurrent.CompletableFuture;

/**
 * Somewhere blocks come from: a Bitswap swarm, a kubo daemon, one trustless gateway.
 *
 * <p>Nothing a source says is believed; whoever asks hashes what arrives. Thread-safe: one source
 * serves many sessions at once. {@link #close()} ends every session, closes every connection and
 * leaves no thread behind; closing twice is harmless.
 */
public interface BlockSource extends AutoCloseable {

  /** The name used in the configuration and in results: {@code daemon}, {@code gateway}, … */
  String name();

  /** What is asked: the URL of the gateway or daemon without secrets, or the name of the swarm. */
  Origin origin();

  /**
   * Begins taking wants for one request. Cheap: nothing is sent until the first want, so a source
   * that cannot be reached fails its wants and not this call.
   */
  SourceSession open(Request request, BlockSink sink);

  /**
   * What this source says a mutable name stands for. The future never completes exceptionally; its
   * cancellation stops the work.
   *
   * @param name the IPNS key or DNS name as it stands after {@code /ipns/}
   */
  default CompletableFuture<NameAnswer> resolveName(String name) {
    return CompletableFuture.completedFuture(
        new NameAnswer.Unknown(name() + " sources do not resolve names"));
  }

  @Override
  void close();
}
