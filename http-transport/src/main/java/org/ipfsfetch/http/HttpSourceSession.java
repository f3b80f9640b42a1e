// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/**
 * A session at one server: wants become calls, answers become blocks and ends.
 *
 * <p>A want is asked for as a CAR if the {@link Dialect} has one for it, else as a single block. It
 * waits for a slot of its kind, the most urgent first. A want that still waits when another stream
 * brings its block ends there and then. When an answer ends, the want ends as delivered if its
 * block came, else the dialect says what its absence means.
 *
 * <p>Blocks are handed over on the threads that read them; all else happens in {@code serial}, one
 * task after the other, so the state of wants needs no lock and each ends once. Thread-safe.
 */
public final class HttpSourceSession implements SourceSession {
  private static final int MAX_REDIRECTS = 5;
  private static final Outcome NO_LONGER_WANTED = new Outcome.NotFound("no longer wanted");

  private final HttpTransport transport;
  private final Dialect dialect;
  private final Slots slots;
  private final SinkGate sink;
  private final Intake intake;
  private final Serial serial;
  private final AtomicReference<Runnable> onClose;
  private final WaitingJobs waiting = new WaitingJobs();

  // what follows belongs to serial
  private final Map<Want, Job> open = new HashMap<>();
  private long accepted;
  private int runningStreams;
  private int runningBlocks;
  private boolean answered;
  private boolean heldUp;

  /**
   * @param onClose run once, when the session closes
   */
  public HttpSourceSession(
      HttpTransport transport,
      Dialect dialect,
      Slots slots,
      Request request,
      BlockSink sink,
      Runnable onClose) {
    this.transport = transport;
    this.dialect = dialect;
    this.slots = slots;
    this.sink = new SinkGate(sink);
    this.intake =
        new Intake(
            this.sink,
            dialect.origin(),
            transport.buffers(),
            new ByteAccount(request.maxUnreleasedBytes(), transport));
    this.serial = new Serial(transport);
    this.onClose = new AtomicReference<>(onClose);
  }

  @Override
  public void want(Want want) {
    serial.execute(() -> accept(want));
  }

  @Override
  public void cancel(Want want) {
    serial.execute(() -> giveUp(want));
  }

  @Override
  public void close() {
    sink.close();
    serial.execute(this::abortAll);
    onClose.getAndSet(() -> {}).run();
  }

  private void accept(Want want) {
    if (sink.isClosed()) {
      return;
    }
    Job job = new Job(want, accepted++);
    open.put(want, job);
    Optional<Outcome> unasked = dialect.unasked(want);
    if (unasked.isPresent()) {
      end(job, unasked.get());
      return;
    }
    waiting.add(job, dialect.streamOf(want).isPresent() ? Form.STREAM : Form.BLOCK);
    sendWaiting();
  }

  private void giveUp(Want want) {
    Job job = open.get(want);
    if (job == null) {
      return;
    }
    if (job.isRunning()) {
      job.cancel(); // and its end ends the want: no block comes after that
    } else {
      end(job, NO_LONGER_WANTED);
    }
  }

  private void abortAll() {
    open.values().forEach(Job::cancel);
    open.clear();
    waiting.clear();
  }

  /** Fills the free slots with the most urgent of those who wait. */
  private void sendWaiting() {
    while (runningStreams < slots.streams() && waiting.has(Form.STREAM) && mayAsk()) {
      sendStream(waiting.next(Form.STREAM));
    }
    int mostBlocks = answered ? slots.blocks() : slots.blocksAtFirst();
    while (runningBlocks < mostBlocks && waiting.has(Form.BLOCK) && mayAsk()) {
      Job job = waiting.next(Form.BLOCK);
      send(job, dialect.blockOf(job.want));
    }
  }

  /** What was asked for must have somewhere to go: nothing new while the account is closed. */
  private boolean mayAsk() {
    if (sink.isClosed() || heldUp) {
      return false;
    }
    heldUp = !intake.account().openOr(() -> serial.execute(this::goOn));
    return !heldUp;
  }

  private void goOn() {
    heldUp = false;
    sendWaiting();
  }

  private void sendStream(Job job) {
    Optional<HttpCall> call = dialect.streamOf(job.want);
    if (call.isPresent()) {
      send(job, call.get());
    } else {
      waiting.add(job, Form.BLOCK); // while it waited, the server refused to stream
    }
  }

  private void send(Job job, HttpCall call) {
    count(job, 1);
    job.beginSending();
    JobReader reader = new JobReader(new FromCalls(), dialect, intake, job, call);
    try {
      job.sentAs(transport.send(call, reader));
    } catch (RejectedExecutionException closed) {
      // the transport is closed: nothing is owed any more
    }
  }

  private void count(Job job, int more) {
    if (job.form() == Form.STREAM) {
      runningStreams += more;
    } else {
      runningBlocks += more;
    }
  }

  private void ended(Job job, Answer answer, boolean broughtIt) {
    count(job, -1);
    job.endSending();
    answered |= answer.status() != 0;
    if (broughtIt) {
      end(job, new Outcome.Delivered());
    } else if (job.isCancelled()) {
      end(job, NO_LONGER_WANTED);
    } else {
      react(job, dialect.reactTo(job.want, answer));
    }
    sendWaiting();
  }

  private void react(Job job, Reaction reaction) {
    if (reaction instanceof Reaction.End end) {
      end(job, end.outcome());
    } else if (reaction instanceof Reaction.Follow follow) {
      if (job.mayFollow(MAX_REDIRECTS)) {
        send(job, follow.call());
      } else {
        end(job, new Outcome.Unavailable("redirected more than " + MAX_REDIRECTS + " times"));
      }
    } else if (job.form() == Form.STREAM) {
      waiting.add(job, Form.BLOCK);
    } else {
      end(job, new Outcome.Unavailable("gave neither a CAR nor the block"));
    }
  }

  private void end(Job job, Outcome outcome) {
    waiting.remove(job);
    if (open.remove(job.want, job)) {
      sink.ended(job.want, outcome);
    }
  }

  /** What calls tell, on whichever thread. */
  private final class FromCalls implements JobReader.Session {

    @Override
    public void blockCame(Cid cid) {
      if (waiting.wants(cid.multihash())) {
        serial.execute(
            () ->
                waiting.wanting(cid.multihash()).forEach(job -> end(job, new Outcome.Delivered())));
      }
    }

    @Override
    public void callEnded(Job job, Answer answer, boolean broughtIt) {
      serial.execute(() -> ended(job, answer, broughtIt));
    }
  }
}
