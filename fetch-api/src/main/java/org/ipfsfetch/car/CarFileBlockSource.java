// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.ipfsfetch.disk.SeenIndex;
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
 * A CAR on disk as a source: content without any network.
 *
 * <p>The first want reads the CAR once, from section to section, and remembers where each block
 * lies; then every want is one read. So the order of the blocks, repeated ones, and roots that are
 * missing in the header do not matter. Of a CAR that is broken, what lies before the break is used.
 * Thread-safe; each session has a thread, {@code ipfs-fetch-car}, and the first to be asked makes
 * the others wait for the index.
 */
public final class CarFileBlockSource implements BlockSource {
  /** Digests are told apart by this much. */
  private static final int KEY_BYTES = 32;

  /** Two CIDs with one multihash are one block, whatever the codec. */
  private static final long ANY_CODEC = 0;

  /** A semaphore counts to 2^31, and closing a session adds as many again. */
  private static final long MOST_PERMITS = 1 << 29;

  private final Path file;
  private final Origin origin;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

  // Guarded by this; the reading of blocks needs no guard.
  private Optional<CarFile> car = Optional.empty();
  private Optional<SeenIndex> index = Optional.empty();
  private String broken = "";

  private CarFileBlockSource(Path file) {
    this.file = file;
    this.origin = new Origin("car", file.toString());
  }

  /** A source that reads this file when it is first asked. */
  public static CarFileBlockSource of(Path file) {
    return new CarFileBlockSource(file.toAbsolutePath());
  }

  /**
   * The roots that a CAR names in its header, which nothing proves.
   *
   * @throws DecodeException if it is not a CAR
   */
  public static List<Cid> roots(Path file) throws IOException, DecodeException {
    try (CarFile opened = CarFile.open(file, CarLimits.defaults())) {
      return opened.roots();
    }
  }

  @Override
  public String name() {
    return "car";
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    Session session = new Session(request, sink);
    sessions.add(session);
    return session;
  }

  @Override
  public void close() {
    sessions.forEach(Session::close);
    synchronized (this) {
      try {
        if (car.isPresent()) {
          car.get().close();
        }
        if (index.isPresent()) {
          index.get().close();
        }
      } catch (IOException ignored) {
        // It was only read; its temporary index goes with the machine's temporary files.
      }
    }
  }

  private Outcome answer(Want want, Session session) throws InterruptedException {
    try {
      Optional<SeenIndex.Location> at = find(want.cid());
      if (at.isEmpty()) {
        return new Outcome.NotFound("is not in the CAR" + broken);
      }
      session.deliver(want.cid(), at.get());
      return new Outcome.Delivered();
    } catch (DecodeException e) {
      return new Outcome.Misbehaved(e.getMessage());
    } catch (IOException e) {
      return new Outcome.Unavailable("cannot be read: " + e);
    }
  }

  private synchronized Optional<SeenIndex.Location> find(Cid cid)
      throws IOException, DecodeException {
    readIndex();
    return cid.multihash().digestLength() == 0
        ? Optional.empty()
        : index.orElseThrow().find(key(cid), ANY_CODEC);
  }

  private void readIndex() throws IOException, DecodeException {
    if (index.isPresent()) {
      return;
    }
    CarFile opened = CarFile.open(file, CarLimits.defaults());
    car = Optional.of(opened);
    Path spill = Files.createTempFile("ipfs-fetch-car-", ".index");
    Files.delete(spill); // it is made when it is needed
    SeenIndex made = SeenIndex.spillingTo(spill);
    index = Optional.of(made);
    try {
      Optional<CarFile.Section> section = opened.next();
      while (section.isPresent()) {
        CarFile.Section found = section.get();
        SeenIndex.Location location = new SeenIndex.Location(0, found.position(), found.length());
        if (found.cid().multihash().digestLength() > 0) {
          made.put(key(found.cid()), ANY_CODEC, location);
        }
        section = opened.next();
      }
    } catch (DecodeException e) {
      broken = ", which is broken: " + e.getMessage();
    }
  }

  private static byte[] key(Cid cid) {
    byte[] digest = cid.multihash().digest();
    return digest.length <= KEY_BYTES ? digest : Arrays.copyOf(digest, KEY_BYTES);
  }

  /** Wants of one fetch. What is delivered and not released takes permits. */
  private final class Session implements SourceSession {
    private final BlockSink sink;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(Session::daemon);
    private final int maxUnreleased;
    private final Semaphore room;
    private volatile boolean closed;

    Session(Request request, BlockSink sink) {
      this.sink = sink;
      this.maxUnreleased =
          (int) Math.min(MOST_PERMITS, Math.max(4L << 20, request.maxUnreleasedBytes()));
      this.room = new Semaphore(maxUnreleased);
    }

    private static Thread daemon(Runnable work) {
      Thread thread = new Thread(work, "ipfs-fetch-car");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public void want(Want want) {
      try {
        reader.execute(() -> answerAndEnd(want));
      } catch (RejectedExecutionException sessionClosed) {
        closed = true; // it owes nothing any more
      }
    }

    private void answerAndEnd(Want want) {
      if (closed) {
        return;
      }
      try {
        Outcome outcome = answer(want, this);
        if (!closed) {
          sink.ended(want, outcome);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void deliver(Cid cid, SeenIndex.Location at) throws IOException, InterruptedException {
      int permits = Math.min(Math.max(1, at.length()), maxUnreleased);
      room.acquire(permits);
      byte[] bytes = new byte[at.length()];
      car.orElseThrow().read(at.offset(), bytes, bytes.length);
      if (!closed) {
        sink.block(new Delivery(cid, bytes, bytes.length, origin, () -> room.release(permits)));
      }
    }

    @Override
    public void cancel(Want want) {
      // Each want is one read: it has ended, or will before the cancel could matter.
    }

    @Override
    public void close() {
      closed = true;
      sessions.remove(this);
      room.release(maxUnreleased); // whoever waits in deliver goes on, and delivers nothing
      reader.shutdown();
    }
  }
}
