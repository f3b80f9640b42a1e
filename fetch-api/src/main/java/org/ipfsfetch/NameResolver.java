// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipns.IpnsException;
import org.ipfsfetch.ipns.IpnsRecord;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.Loop;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.NameAnswer;

/**
 * Finds the CID that a mutable name stands for: asks the sources in their order, verifies signed
 * records, and follows names that stand for names. For the loop's thread.
 */
final class NameResolver {
  /** As many as boxo follows. */
  private static final int MAX_NAMES = 32;

  private final Loop loop;
  private final SourcePlan plan;
  private final Clock clock;
  private final Duration limit;

  /**
   * @param limit how long one source may take
   */
  NameResolver(Loop loop, SourcePlan plan, Clock clock, Duration limit) {
    this.loop = loop;
    this.plan = plan;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * An address without names.
   *
   * @param proven false when only a source's word leads here
   */
  record Named(Cid root, List<String> path, List<String> hints, boolean proven) {}

  Named resolve(IpfsPath address) throws IOException, InterruptedException {
    IpfsPath path = address;
    boolean proven = true;
    for (int i = 0; i < MAX_NAMES; i++) {
      Optional<Cid> root = path.cid();
      if (root.isPresent()) {
        return new Named(root.get(), path.segments(), address.providerHints(), proven);
      }
      Answer answer = ask(path);
      proven &= answer.proven();
      path = below(answer.path(), path.segments());
    }
    throw new FetchException.Malformed(
        address + " stands for a name that stands for a name, more than " + MAX_NAMES + " times");
  }

  private record Answer(IpfsPath path, boolean proven) {}

  private static IpfsPath below(IpfsPath base, List<String> more) throws FetchException {
    try {
      return base.below(more);
    } catch (AddressException e) {
      throw new FetchException.Malformed("a name stands for " + base + ": " + e.getMessage(), e);
    }
  }

  private Answer ask(IpfsPath path) throws IOException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (BlockSource source : plan.sources()) {
      NameAnswer answer = await(source.resolveName(path.name().orElseThrow()));
      try {
        if (answer instanceof NameAnswer.SignedRecord signed) {
          return new Answer(verified(path, signed), true);
        } else if (answer instanceof NameAnswer.Claim claim) {
          return new Answer(IpfsPath.parse(claim.path()), false);
        } else if (answer instanceof NameAnswer.Unknown unknown) {
          reasons.add(source.origin() + ": " + unknown.reason());
        }
      } catch (IpnsException | AddressException e) {
        reasons.add(source.origin() + ": " + e.getMessage());
      }
    }
    throw new FetchException.Unavailable(
        "no source could say what " + path.name().orElseThrow() + " stands for",
        reasons,
        Optional.empty());
  }

  private IpfsPath verified(IpfsPath path, NameAnswer.SignedRecord signed)
      throws IpnsException, AddressException {
    IpnsRecord record = IpnsRecord.verify(signed.record(), path.ipnsName().orElseThrow(), clock);
    return IpfsPath.parse(record.value());
  }

  private NameAnswer await(CompletableFuture<NameAnswer> future)
      throws IOException, InterruptedException {
    AtomicReference<NameAnswer> answer = new AtomicReference<>();
    loop.after(
        limit, () -> answer.compareAndSet(null, new NameAnswer.Unknown("did not answer in time")));
    CompletableFuture<NameAnswer> told =
        future.whenComplete(
            (got, failure) -> loop.execute(() -> answer.compareAndSet(null, got(got, failure))));
    try {
      loop.runUntil(() -> answer.get() != null);
    } finally {
      future.cancel(true);
      told.cancel(true);
    }
    return answer.get();
  }

  private static NameAnswer got(NameAnswer answer, Throwable failure) {
    return failure == null ? answer : new NameAnswer.Unknown(String.valueOf(failure.getMessage()));
  }
}
