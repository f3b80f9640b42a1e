// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ipfsfetch.http.Answer;
import org.ipfsfetch.http.Dialect;
import org.ipfsfetch.http.Form;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.http.HttpSourceSession;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.Reaction;
import org.ipfsfetch.http.ResponseHead;
import org.ipfsfetch.http.Slots;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.NameAnswer;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;

/** A daemon whose address cannot be used: says so to each want. Thread-safe. */
final class UnusableDaemon implements BlockSource {
  private final Origin origin;
  private final String why;
  private final HttpTransport transport;

  UnusableDaemon(Origin origin, String why, HttpTransport transport) {
    this.origin = origin;
    this.why = why;
    this.transport = transport;
  }

  @Override
  public String name() {
    return DaemonBlockSourceProvider.NAME;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    return new HttpSourceSession(
        transport, new Refusing(), new Slots(1, 1, 1), request, sink, () -> {});
  }

  @Override
  public CompletableFuture<NameAnswer> resolveName(String name) {
    return CompletableFuture.completedFuture(new NameAnswer.Unknown(why));
  }

  @Override
  public void close() {
    transport.close();
  }

  private final class Refusing implements Dialect {
    @Override
    public Origin origin() {
      return origin;
    }

    @Override
    public Optional<Outcome> unasked(Want want) {
      return Optional.of(new Outcome.Unavailable(why));
    }

    @Override
    public Optional<HttpCall> streamOf(Want want) {
      return Optional.empty();
    }

    @Override
    public HttpCall blockOf(Want want) {
      throw new IllegalStateException("nothing is asked of " + origin);
    }

    @Override
    public boolean carries(Form form, ResponseHead head) {
      return false;
    }

    @Override
    public Reaction reactTo(Want want, Answer answer) {
      return Reaction.unavailable(why);
    }
  }
}
