// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.ipfsfetch.block.BufferPool;
import org.ipfsfetch.config.FetchConfig;

/**
 * HTTP for the backends: connections, the few threads that serve them, and the arrays that blocks
 * arrive in.
 *
 * <p>HTTP/1.1, and over TLS HTTP/2 where the server has it. Sends no cookies, follows no redirects,
 * asks for no content coding, and goes through the proxies of the configuration. Requests beyond
 * the connections and streams there are wait their turn. Cheap until the first request: no thread
 * runs and nothing is connected. Thread-safe.
 */
public final class HttpTransport implements Executor, AutoCloseable {
  private final JettyClient client;
  private final BufferPool buffers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpTransport(JettyClient client, BufferPool buffers) {
    this.client = client;
    this.buffers = buffers;
  }

  public static HttpTransport of(FetchConfig config) {
    return of(config, Optional.empty());
  }

  /** For those who trust other certificates than this machine does. */
  public static HttpTransport of(FetchConfig config, SSLContext tls) {
    return of(config, Optional.of(tls));
  }

  private static HttpTransport of(FetchConfig config, Optional<SSLContext> tls) {
    return new HttpTransport(new JettyClient(config, tls), new BufferPool(config.memoryBytes()));
  }

  /** Another handle of the same connections and threads, which end when all handles are closed. */
  public HttpTransport share() {
    client.addUser();
    return new HttpTransport(client, buffers);
  }

  /**
   * Sends a request. Returns at once; a failure goes to the reader, perhaps before this returns.
   */
  public Exchange send(HttpCall call, ResponseReader reader) {
    Exchange exchange = client.exchange(call, reader);
    exchange.start();
    return exchange;
  }

  /**
   * Sends a request whose answer is short. The future never completes exceptionally, except by its
   * cancellation, which aborts the request.
   *
   * @param maxBytes what is kept of the body
   */
  public CompletableFuture<ShortAnswer> ask(HttpCall call, int maxBytes) {
    ShortAnswer.Collector collector = new ShortAnswer.Collector(maxBytes);
    try {
      execute(() -> collector.sentAs(send(call, collector)));
    } catch (RejectedExecutionException e) {
      collector.ended(new ExchangeEnd.Failed(ExchangeEnd.Kind.ABORTED, "the transport is closed"));
    }
    return collector.future();
  }

  /** Runs a task on a thread of the transport; it must not block. */
  @Override
  public void execute(Runnable task) {
    client.execute(task);
  }

  BufferPool buffers() {
    return buffers;
  }

  /** Closes all connections and ends all threads, unless others share them. Not from a callback. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      client.removeUser();
    }
  }
}
