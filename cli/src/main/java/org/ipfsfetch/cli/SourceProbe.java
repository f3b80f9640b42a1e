// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * Finds out whether a source answers, by asking for the empty block, which everybody has.
 *
 * <p>The trustless gateway specification names this CID for the purpose.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">trustless gateway</a>
 */
final class SourceProbe {
  private static final String EMPTY_BLOCK = "bafkqaaa";
  private static final long ENOUGH_BYTES = 1 << 16;

  private final Duration patience;

  SourceProbe(Duration patience) {
    this.patience = patience;
  }

  /** Why the source cannot be used; absent when it answers. */
  Optional<String> trouble(BlockSource source) throws InterruptedException, DecodeException {
    Cid cid = Cid.parse(EMPTY_BLOCK);
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    Request request = new Request(cid, List.of(), List.of(), ENOUGH_BYTES);
    try (SourceSession session = source.open(request, sink(answer))) {
      session.want(Want.block(cid));
      Outcome outcome = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (outcome instanceof Outcome.Unavailable unavailable) {
        return Optional.of(unavailable.reason());
      } else if (outcome instanceof Outcome.Misbehaved misbehaved) {
        return Optional.of(misbehaved.reason());
      }
      return Optional.empty(); // also one that lacks it answers
    } catch (TimeoutException e) {
      return Optional.of("no answer in " + Amounts.duration(patience));
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause().getMessage()));
    }
  }

  private static BlockSink sink(CompletableFuture<Outcome> answer) {
    return new BlockSink() {
      @Override
      public void block(Delivery delivery) {
        delivery.release();
      }

      @Override
      public void arriving(Origin from, int bytes) {}

      @Override
      public void lackedBy(Cid cid, Origin who) {}

      @Override
      public void ended(Want want, Outcome outcome) {
        answer.complete(outcome);
      }
    };
  }
}
