// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.multiformats.UnsupportedHashException;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * Gets the blocks of one fetch: asks sources in the order of the plan, for exactly what is missing.
 *
 * <p><b>An ask</b> is a block that somebody here waits for. It is answered at once from what came
 * unasked ({@link Unclaimed}), else it waits for a stream that brought its parent and may still
 * bring it ({@link Lineage}), else it is sent as a want to the best {@link Candidate}: the first
 * tier that has not refused it, and there the least busy. When a stream ends, those that waited for
 * it are sent on their own. So a source that dies after 90 blocks costs the next one exactly the
 * rest, with no state of its own for that.
 *
 * <p><b>Three answers, three reactions.</b> Not found: the next candidate, no blame. Unavailable: a
 * rest that grows, and the others meanwhile. Wrong bytes: that origin is out for the process. A
 * candidate that is quiet for longer than the patience keeps its wants, but the next is asked too
 * ({@link Watch}); whoever answers first ends both.
 *
 * <p>Long, because an ask changes hands between all of these methods: what a candidate is stands in
 * {@link Candidate}, what was tried in {@link Ask}, and only the moves are here.
 *
 * <p>Belongs to a {@link Loop}: everything runs on its thread.
 */
public final class Retriever implements BlockReader, AutoCloseable {
  /** A stream may send this much that nobody wants before it is cut off. */
  private static final long MAX_UNWANTED_BYTES = 8L << 20;

  private final Loop loop;
  private final Executor hashing;
  private final Request request;
  private final RetrievalOptions options;
  private final Banned banned;
  private final SourceNotes notes;
  private final List<Candidate> candidates = new ArrayList<>();
  private final Map<Multihash, Ask> asks = new HashMap<>();
  private final Set<Ask> parked = new LinkedHashSet<>();
  private long nextUnpark; // of the parked; meaningless without any
  private final Unclaimed unclaimed = new Unclaimed();
  private final PrefixSet everAsked = new PrefixSet();
  private final Tally tally = new Tally();
  private final BooleanSupplier outputBusy;
  private final Watch watch;

  /** Hears what becomes of sources, for people. Called on the loop's thread. */
  @FunctionalInterface
  public interface SourceNotes {
    void note(Origin origin, String what);
  }

  /**
   * @param hashing runs the hashing; shared by fetches
   * @param outputBusy whether blocks given out are still being used: that is no time in which a
   *     source is idle
   */
  public Retriever(
      Loop loop,
      Executor hashing,
      SourcePlan plan,
      Request request,
      RetrievalOptions options,
      Banned banned,
      SourceNotes notes,
      BooleanSupplier outputBusy) {
    this.loop = loop;
    this.hashing = hashing;
    this.request = request;
    this.options = options;
    this.banned = banned;
    this.notes = notes;
    for (int tier = 0; tier < plan.tiers().size(); tier++) {
      for (BlockSource source : plan.tiers().get(tier)) {
        candidates.add(new Candidate(source, tier));
      }
    }
    this.outputBusy = outputBusy;
    this.watch = new Watch(this, loop, options, outputBusy);
    loop.onIdle(this::dropWhatNobodyClaims);
  }

  /** What came from where, so far. */
  public Tally tally() {
    return tally;
  }

  @Override
  public void read(Want want, Lineage under, Receiver receiver) {
    if (want.cid().isIdentity()) {
      loop.execute(() -> receiver.received(Block.inlined(want.cid()), under));
      return;
    }
    if (want.cid().codec() == Codec.RAW) { // in every other codec there is a block of some bytes
      Optional<Block> empty = Block.empty(want.cid());
      if (empty.isPresent()) {
        loop.execute(() -> receiver.received(empty.get(), under));
        return;
      }
    }
    Optional<Unclaimed.Held> held = unclaimed.claim(want.cid().multihash());
    if (held.isPresent()) {
      Block block = held.get().block().as(want.cid());
      tally.wanted(held.get().origin(), block.size());
      held.get().candidate().heard(loop.now());
      watch.progress();
      everAsked.add(want.cid().multihash());
      loop.execute(() -> receiver.received(block, under), block::release);
      return;
    }
    Ask ask = asks.get(want.cid().multihash());
    if (ask != null) {
      ask.readers().add(new Ask.Reader(want.cid(), receiver));
      return;
    }
    Ask fresh = new Ask(want, under, loop.now());
    fresh.readers().add(new Ask.Reader(want.cid(), receiver));
    asks.put(fresh.key(), fresh);
    everAsked.add(fresh.key());
    loop.execute(() -> begin(fresh));
  }

  private void begin(Ask ask) throws IOException {
    if (ask.isDone()) {
      return;
    }
    try {
      Hashing.requireVerifiable(ask.key());
    } catch (UnsupportedHashException e) {
      throw new FetchException.Unsupported(
          "cannot fetch " + ask.want().cid() + ": " + e.getMessage(), e);
    }
    watch.begin();
    dispatch(ask);
  }

  /** Waits for a stream, or asks the best candidate, or waits for a rest to end, or gives up. */
  private void dispatch(Ask ask) throws IOException {
    if (ask.isDone() || ask.isUnderWay()) {
      return;
    }
    long now = loop.now(); // one look at the clock: a rest ends for all of this or for nothing
    Lineage stream = ask.under();
    if (stream.canStillBring(ask) && !stream.candidate().isQuiet(now, options.patience())) {
      ask.waitOn(ask.under());
      ask.under().candidate().waiting().add(ask);
      return;
    }
    Optional<Candidate> best = bestFor(ask, now);
    if (best.isPresent()) {
      send(ask, best.get());
      return;
    }
    if (candidates.stream().anyMatch(candidate -> candidate.open().containsKey(ask.want()))) {
      return; // cancelled there and not ended yet: that end dispatches it again
    }
    Duration rest = shortestRest(ask, now);
    if (!rest.isZero() && rest.compareTo(watch.idleTimeLeft()) < 0) {
      park(ask, rest);
      return;
    }
    throw Failures.cannotGet(ask, candidates, request, rest);
  }

  private void park(Ask ask, Duration rest) {
    long at = loop.now() + rest.toNanos();
    if (parked.isEmpty() || at - nextUnpark < 0) {
      nextUnpark = at;
      loop.after(rest, this::unpark);
    }
    parked.add(ask);
  }

  private void unpark() throws IOException {
    List<Ask> again = List.copyOf(parked);
    parked.clear();
    for (Ask ask : again) {
      dispatch(ask);
    }
  }

  /** Asks one more candidate for what those asked so far are late with. */
  void askAnother(Ask ask) {
    bestFor(ask, loop.now()).ifPresent(next -> send(ask, next));
  }

  private Optional<Candidate> bestFor(Ask ask, long now) {
    Candidate best = null;
    for (Candidate candidate : candidates) {
      boolean usable =
          !candidate.isOut()
              && !ask.isRefusedBy(candidate)
              && !candidate.open().containsKey(ask.want())
              && !isWaitingFor(ask, candidate, now)
              && candidate.restLeft(now).isZero()
              && !isBanned(candidate);
      if (usable && (best == null || isBetter(candidate, best, now))) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A stream that has gone quiet is no reason not to ask its source for the block itself. */
  private boolean isWaitingFor(Ask ask, Candidate candidate, long now) {
    return ask.waitingOn().filter(stream -> stream.candidate() == candidate).isPresent()
        && !candidate.isQuiet(now, options.patience());
  }

  private boolean isBetter(Candidate one, Candidate other, long now) {
    boolean oneIsQuiet = one.isQuiet(now, options.patience());
    boolean otherIsQuiet = other.isQuiet(now, options.patience());
    if (oneIsQuiet != otherIsQuiet) {
      return otherIsQuiet;
    }
    return one.tier() < other.tier()
        || one.tier() == other.tier() && one.open().size() < other.open().size();
  }

  private boolean isBanned(Candidate candidate) {
    Optional<String> reason = banned.reason(candidate.origin());
    reason.ifPresent(candidate::troubled);
    return reason.isPresent();
  }

  private Duration shortestRest(Ask ask, long now) {
    Duration shortest = Duration.ZERO;
    for (Candidate candidate : candidates) {
      Duration left = candidate.restLeft(now);
      boolean counts = !candidate.isOut() && !ask.isRefusedBy(candidate) && !left.isZero();
      if (counts && (shortest.isZero() || left.compareTo(shortest) < 0)) {
        shortest = left;
      }
    }
    return shortest;
  }

  private void send(Ask ask, Candidate to) {
    Want want = ask.want();
    if (to.open().isEmpty()) {
      to.heard(loop.now());
    }
    ask.askedAt().add(to);
    to.open().put(want, ask);
    if (!(want.reach() instanceof Reach.Block) || !want.path().isEmpty()) {
      to.streams().put(want, Lineage.begin(to));
    }
    sessionOf(to).want(want);
  }

  private SourceSession sessionOf(Candidate candidate) {
    return candidate
        .session()
        .orElseGet(
            () -> {
              notes.note(candidate.origin(), "asked");
              Gate gate = new Gate(hashing, loop, new FromCandidate(candidate));
              SourceSession opened = candidate.source().open(request, gate);
              candidate.opened(opened);
              return opened;
            });
  }

  /** What one candidate's session hands over. */
  private final class FromCandidate implements Gate.Arrivals {
    private final Candidate candidate;

    FromCandidate(Candidate candidate) {
      this.candidate = candidate;
    }

    @Override
    public void proven(Block block, Origin from) throws IOException {
      Multihash hash = block.cid().multihash();
      candidate.delivered(hash);
      Ask ask = asks.remove(hash);
      if (ask != null) {
        tally.wanted(from, block.size());
        candidate.heard(loop.now());
        watch.progress();
        answer(ask, block, candidate);
      } else if (everAsked.contains(hash)) {
        tally.duplicate();
        block.release();
      } else if (candidate.streams().isEmpty()) {
        unwanted(candidate, block.size());
        block.release();
      } else {
        unclaimed.hold(block, candidate, from);
      }
    }

    @Override
    public void disproven(Cid cid, Origin from) throws IOException {
      String how = "sent bytes that are not " + cid;
      tally.misbehaved(from, how);
      banned.ban(from, how);
      notes.note(from, "is out: " + how);
      if (from.equals(candidate.origin())) {
        putOut(candidate, how);
      } else {
        candidate.session().ifPresent(session -> session.blame(from));
      }
    }

    @Override
    public void unprovable(Cid cid, Origin from, String why) throws IOException {
      unwanted(candidate, cid.byteLength());
    }

    @Override
    public void arriving(Origin from, int bytes) {
      if (watch.arriving(bytes, candidate.open().size())) {
        candidate.trickled(bytes, loop.now());
      }
    }

    @Override
    public void lackedBy(Cid cid, Origin who) {
      // Others behind the same source may have it: only the end of the want tells.
    }

    @Override
    public void ended(Want want, Outcome outcome) throws IOException {
      candidate.heard(loop.now());
      wantEnded(candidate, want, outcome);
    }
  }

  private void answer(Ask ask, Block block, Candidate from) throws IOException {
    ask.finish();
    ask.waitingOn().ifPresent(stream -> stream.candidate().waiting().remove(ask));
    Lineage own = from.streams().get(ask.want());
    for (Candidate asked : ask.askedAt()) {
      if (asked != from && asked.open().containsKey(ask.want())) {
        asked.session().ifPresent(session -> session.cancel(ask.want()));
      }
    }
    Lineage lineage = own != null ? own : ask.under();
    for (int i = 1; i < ask.readers().size(); i++) {
      block.retain();
    }
    for (Ask.Reader reader : ask.readers()) {
      reader.receiver().received(block.as(reader.cid()), lineage);
    }
  }

  private void wantEnded(Candidate candidate, Want want, Outcome outcome) throws IOException {
    Ask ask = candidate.open().remove(want);
    if (ask == null) {
      return;
    }
    ask.askedAt().remove(candidate);
    Lineage stream = candidate.streams().get(want);
    List<Ask> waited = stream == null ? List.of() : endStream(candidate, want, stream);
    if (stream != null && stream.isCutOff() && ask.canBeNarrowed()) {
      ask.narrow(); // what it sent beside the block is no reason not to ask for the block alone
    } else if (outcome instanceof Outcome.Delivered) {
      if (!ask.isDone()) {
        ask.attemptFailed(candidate, "said to have sent it and did not");
      }
    } else if (outcome instanceof Outcome.NotFound notFound) {
      ask.refused(candidate, notFound.reason());
    } else if (outcome instanceof Outcome.Unavailable unavailable) {
      boolean failed = stream == null ? !ask.isDone() : !stream.isCutOff();
      if (failed) {
        Duration rest = candidate.rest(unavailable.reason(), unavailable.retryAfter(), loop.now());
        notes.note(
            candidate.origin(), "rests for " + rest.toMillis() + " ms: " + unavailable.reason());
        ask.attemptFailed(candidate, unavailable.reason());
      }
    } else if (outcome instanceof Outcome.Misbehaved misbehaved) {
      tally.misbehaved(candidate.origin(), misbehaved.reason());
      banned.ban(candidate.origin(), misbehaved.reason());
      putOut(candidate, misbehaved.reason());
    }
    dispatch(ask);
    for (Ask waiter : waited) {
      dispatch(waiter);
    }
    Ask again = asks.get(ask.key());
    if (again != null) {
      dispatch(again); // asked for once more while the cancelled want had not ended
    }
  }

  private static List<Ask> endStream(Candidate candidate, Want want, Lineage stream) {
    candidate.streamEnded(want);
    List<Ask> waited = new ArrayList<>();
    for (Ask ask : candidate.waiting()) {
      if (ask.waitingOn().filter(on -> on == stream).isPresent()) {
        waited.add(ask);
      }
    }
    for (Ask ask : waited) {
      candidate.waiting().remove(ask);
      ask.waitNoMore();
    }
    return waited;
  }

  /** Nothing more is wanted from it; what it was asked goes to others. */
  private void putOut(Candidate candidate, String reason) throws IOException {
    if (candidate.isOut()) {
      return;
    }
    candidate.putOut(reason);
    candidate.session().ifPresent(SourceSession::close);
    List<Ask> orphans = new ArrayList<>(candidate.open().values());
    orphans.addAll(candidate.waiting());
    candidate.open().clear();
    candidate.waiting().clear();
    candidate.streams().values().forEach(Lineage::end);
    candidate.streams().clear();
    for (Ask orphan : orphans) {
      orphan.askedAt().remove(candidate);
      if (orphan.waitingOn().filter(stream -> stream.candidate() == candidate).isPresent()) {
        orphan.waitNoMore(); // a stream of somebody else may still bring it
      }
      orphan.refused(candidate, reason);
    }
    for (Ask orphan : orphans) {
      dispatch(orphan);
      Ask again = asks.get(orphan.key());
      if (again != null) {
        dispatch(again); // asked for once more while the cancelled want had not ended
      }
    }
  }

  private void unwanted(Candidate candidate, long bytes) {
    tally.unwanted(bytes);
    candidate.addUnwanted(bytes + 64); // a stream of empty blocks must come to an end too
    if (candidate.unwantedBytes() > MAX_UNWANTED_BYTES) {
      candidate.addUnwanted(-candidate.unwantedBytes());
      notes.note(candidate.origin(), "its stream is cut off: it sends what nobody wants");
      for (Want stream : List.copyOf(candidate.streams().keySet())) {
        candidate.streams().get(stream).cutOff();
        candidate.session().ifPresent(session -> session.cancel(stream));
      }
    }
  }

  /**
   * Nothing is left to do here, so whatever could be claimed has been: more than half a session's
   * budget of unclaimed blocks would only hold up the stream.
   */
  private void dropWhatNobodyClaims() {
    if (asks.isEmpty() || outputBusy.getAsBoolean()) {
      return; // whoever could claim them is not waiting for anything
    }
    while (!unclaimed.isEmpty() && unclaimed.cost() > options.memoryBytes() / 2) {
      Unclaimed.Held dropped = unclaimed.dropOldest();
      unwanted(dropped.candidate(), dropped.block().size());
    }
  }

  /** The walk is done: what nobody has claimed by now, nobody wanted. */
  public void settle() {
    while (!unclaimed.isEmpty()) {
      Unclaimed.Held left = unclaimed.dropOldest();
      tally.unwanted(left.block().size());
    }
  }

  List<Candidate> candidates() {
    return candidates;
  }

  Collection<Ask> asks() {
    return asks.values();
  }

  FetchException idleFailure() {
    return Failures.idle(asks.values(), candidates, request, options.idleLimit());
  }

  /** Closes every session, and gives back what nobody used. */
  @Override
  public void close() {
    for (Candidate candidate : candidates) {
      candidate.session().ifPresent(SourceSession::close);
    }
    settle();
  }
}
