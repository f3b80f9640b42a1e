// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * One request on its way and its answer, pulled: the next bytes are asked for only when the reader
 * of the body is ready for them.
 *
 * <p>Thread-safe; {@link Turns} keeps the calls of the reader apart.
 */
public final class Exchange {
  private final HttpCall call;
  private final ResponseReader reader;
  private final HttpClient client;
  private final StallWatch watch;
  private final Turns turns = new Turns(this::tellEnd);

  private volatile Request request;
  private volatile Content.Source source;
  private volatile BodyReader body;
  private volatile boolean sentTwice;
  private volatile long waitingSince; // 0 while it is our turn

  Exchange(HttpCall call, ResponseReader reader, HttpClient client, StallWatch watch) {
    this.call = call;
    this.reader = reader;
    this.client = client;
    this.watch = watch;
  }

  /** Ends it: the reader hears of it at once, or when its current call returns. */
  public void abort() {
    fail(ExchangeEnd.Kind.ABORTED, "given up");
  }

  void start() {
    watch.add(this);
    send();
  }

  private void send() {
    Request next = client.newRequest(call.uri()).method(call.method());
    if (!"https".equalsIgnoreCase(call.uri().getScheme())) {
      next.version(HttpVersion.HTTP_1_1);
    }
    next.idleTimeout(0, TimeUnit.MILLISECONDS); // StallWatch knows whose turn it is
    next.headers(this::putHeaders);
    next.onRequestBegin(begun -> theirTurn());
    next.onResponseContentSource(this::answered);
    request = next;
    try {
      next.send(this::completed);
    } catch (RuntimeException e) {
      fail(ExchangeEnd.Kind.UNREACHABLE, "cannot be sent: " + e.getMessage());
    }
    if (turns.isOver()) {
      abortRequest();
    }
  }

  private void putHeaders(HttpFields.Mutable fields) {
    // blocks are hashed as they are stored: no coding on the way
    fields.put(HttpHeader.ACCEPT_ENCODING, "identity");
    call.headers().forEach(fields::put);
  }

  private void answered(Response response, Content.Source content) {
    source = content;
    if (!turns.enter(() -> {})) {
      return;
    }
    try {
      waitingSince = 0;
      body = reader.head(headOf(response));
    } finally {
      turns.leave();
    }
    read();
  }

  private static ResponseHead headOf(Response response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : response.getHeaders()) {
      headers.putIfAbsent(field.getLowerCaseName(), String.valueOf(field.getValue()));
    }
    return new ResponseHead(response.getStatus(), headers);
  }

  /** Reads what is there, as long as the reader is ready. Runs again when more came. */
  private void read() {
    if (!turns.enter(this::read)) {
      return;
    }
    boolean demand = false;
    try {
      demand = readAvailable();
    } catch (DecodeException e) {
      fail(ExchangeEnd.Kind.GARBLED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      fail(ExchangeEnd.Kind.BROKEN, "reading failed: " + e);
    } finally {
      turns.leave();
    }
    if (demand) {
      source.demand(this::read);
    }
  }

  /** Whether the network is to call when there is more. */
  private boolean readAvailable() throws DecodeException {
    while (!turns.isOver()) {
      if (!body.ready(this::read)) {
        return false;
      }
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        theirTurn();
        return true;
      }
      waitingSince = 0;
      if (Content.Chunk.isFailure(chunk)) {
        fail(ExchangeEnd.Kind.BROKEN, Faults.reason(chunk.getFailure()));
        return false;
      }
      if (!take(chunk)) {
        return false;
      }
    }
    return false;
  }

  /** Whether to go on. */
  private boolean take(Content.Chunk chunk) throws DecodeException {
    boolean last = chunk.isLast();
    boolean more;
    try {
      more = body.read(chunk.getByteBuffer());
    } finally {
      chunk.release();
    }
    if (last) {
      theirTurn(); // trailers may follow: completed() is next
    } else if (!more) {
      turns.end(new ExchangeEnd.Complete());
      abortRequest();
    }
    return !last && more;
  }

  private void completed(Result result) {
    Throwable failure = result.getFailure();
    if (failure != null) {
      if (mayBeSentAgain(failure)) {
        sentTwice = true;
        send();
        return;
      }
      fail(Faults.kind(failure, wasAnswered()), Faults.reason(failure));
    } else {
      succeeded(result.getResponse());
    }
  }

  private void succeeded(Response response) {
    if (!turns.enter(() -> succeeded(response))) {
      return;
    }
    try {
      Optional<String> fault = streamError(response);
      if (fault.isPresent()) {
        turns.end(new ExchangeEnd.Failed(ExchangeEnd.Kind.BROKEN, fault.get()));
        return;
      }
      body.complete();
      turns.end(new ExchangeEnd.Complete());
    } catch (DecodeException e) {
      turns.end(new ExchangeEnd.Failed(ExchangeEnd.Kind.GARBLED, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      turns.end(new ExchangeEnd.Failed(ExchangeEnd.Kind.BROKEN, "reading failed: " + e));
    } finally {
      turns.leave();
    }
  }

  /** A connection that was kept may have been closed at the other end just then: ask once more. */
  private boolean mayBeSentAgain(Throwable failure) {
    return !sentTwice
        && !turns.isOver()
        && !wasAnswered()
        && Faults.kind(failure, false) == ExchangeEnd.Kind.BROKEN;
  }

  private boolean wasAnswered() {
    return source != null;
  }

  /** How kubo's RPC says, after a body that ends as if it were whole, that it is not. */
  private static Optional<String> streamError(Response response) {
    HttpFields trailers = response.getTrailers();
    return Optional.ofNullable(trailers)
        .map(fields -> fields.get("X-Stream-Error"))
        .map(Printable::text);
  }

  private void theirTurn() {
    waitingSince = System.nanoTime() | 1;
  }

  void endIfStalled(long now, Duration limit) {
    long since = waitingSince;
    if (since != 0 && now - since > limit.toNanos()) {
      fail(
          ExchangeEnd.Kind.STALLED,
          "no byte came for " + limit.toMillis() + " ms" + (wasAnswered() ? "" : ", no answer"));
    }
  }

  private void fail(ExchangeEnd.Kind kind, String reason) {
    turns.end(new ExchangeEnd.Failed(kind, reason));
    abortRequest();
  }

  private void abortRequest() {
    Request sent = request;
    if (sent != null) {
      sent.abort(new AbortedException());
    }
  }

  private void tellEnd(ExchangeEnd how) {
    watch.remove(this);
    BodyReader read = body;
    if (read != null) {
      read.close();
    }
    reader.ended(how);
  }

  /** Why the client is told to stop; it is not a fault, so it costs no stack trace. */
  private static final class AbortedException extends Exception {
    private static final long serialVersionUID = 1L;

    AbortedException() {
      super("given up", null, false, false);
    }
  }
}
