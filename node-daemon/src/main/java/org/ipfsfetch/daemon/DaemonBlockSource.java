// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ipfsfetch.http.ExchangeEnd;
import org.ipfsfetch.http.HttpSourceSession;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.ShortAnswer;
import org.ipfsfetch.http.Slots;
import org.ipfsfetch.source.BlockSink;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.NameAnswer;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;

/**
 * A kubo daemon. What is fetched through it and was not there before stays in its repository until
 * it collects garbage. Thread-safe.
 */
public final class DaemonBlockSource implements BlockSource {
  /**
   * Exports are serial inside kubo: a second one uses the time in which the first reads its disk.
   */
  private static final int STREAMS = 2;

  /** Room for an export or a name while all blocks hang. */
  private static final int RESERVED_CONNECTIONS = STREAMS + 1;

  private static final int MAX_ANSWER_BYTES = 4096;

  private final DaemonRpc rpc;
  private final HttpTransport transport;
  private final Slots slots;
  private final Set<SourceSession> sessions = ConcurrentHashMap.newKeySet();

  /**
   * @param transport closed with this source
   */
  DaemonBlockSource(DaemonRpc rpc, HttpTransport transport) {
    this.rpc = rpc;
    this.transport = transport;
    int blocks = Math.max(1, rpc.maxConnections() - RESERVED_CONNECTIONS);
    this.slots = new Slots(STREAMS, blocks, blocks);
  }

  @Override
  public String name() {
    return DaemonBlockSourceProvider.NAME;
  }

  @Override
  public Origin origin() {
    return rpc.origin();
  }

  @Override
  public SourceSession open(Request request, BlockSink sink) {
    CompletableFuture<SourceSession> self = new CompletableFuture<>();
    SourceSession session =
        new HttpSourceSession(
            transport,
            new DaemonDialect(rpc),
            slots,
            request,
            sink,
            () -> self.thenAccept(sessions::remove));
    sessions.add(session);
    self.complete(session);
    return session;
  }

  /** IPNS keys and DNS names, as the daemon sees them: nothing proves its answer. */
  @Override
  public CompletableFuture<NameAnswer> resolveName(String name) {
    return asked(transport.ask(rpc.resolve(name), MAX_ANSWER_BYTES), this::claimed);
  }

  private NameAnswer claimed(ShortAnswer answer) {
    Optional<String> path = RpcText.field("Path", answer.text());
    return answer.isGood() && path.isPresent()
        ? new NameAnswer.Claim(path.get(), origin())
        : new NameAnswer.Unknown("the daemon at " + origin().name() + ": " + reason(answer));
  }

  /**
   * Which kubo it is, such as {@code 0.43.1}. Completes exceptionally, with an {@link IOException}
   * that says why, when no daemon answers or does not let us in.
   */
  public CompletableFuture<String> version() {
    return asked(transport.ask(rpc.version(), MAX_ANSWER_BYTES), answer -> answer)
        .thenCompose(this::versionIn);
  }

  private CompletableFuture<String> versionIn(ShortAnswer answer) {
    Optional<String> version = RpcText.field("Version", answer.text());
    return answer.isGood() && version.isPresent()
        ? CompletableFuture.completedFuture(version.get())
        : CompletableFuture.failedFuture(
            new IOException("no daemon answers at " + origin().name() + ": " + reason(answer)));
  }

  private static String reason(ShortAnswer answer) {
    if (answer.end() instanceof ExchangeEnd.Failed failed) {
      return failed.reason();
    }
    return RpcText.field("Message", answer.text()).orElse("it answers " + answer.status());
  }

  /** What is made of the answer; its cancellation cancels the asking. */
  private static <T> CompletableFuture<T> asked(
      CompletableFuture<ShortAnswer> asked, Function<ShortAnswer, T> judged) {
    CompletableFuture<T> result = asked.thenApply(judged);
    result.whenComplete((answer, cancelled) -> asked.cancel(false));
    return result;
  }

  @Override
  public void close() {
    sessions.forEach(SourceSession::close);
    transport.close();
  }

  @Override
  public String toString() {
    return origin().toString();
  }
}
