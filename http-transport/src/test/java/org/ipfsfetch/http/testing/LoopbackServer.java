// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http.testing;

import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running server on the loopback, on whatever port was free. Thread-safe. */
public final class LoopbackServer implements AutoCloseable {

  /** Answers a request; may block. What it throws ends the connection, or is a 500. */
  @FunctionalInterface
  public interface Answering {
    void answer(Request request, Response response) throws Exception;
  }

  private final Server server;
  private final ServerConnector connector;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Starts it.
   *
   * @param threads how many there are at most, for requests that are open at once
   * @param protocols what it speaks
   */
  public LoopbackServer(
      String name, int threads, Answering answering, ConnectionFactory... protocols) {
    QueuedThreadPool pool = new QueuedThreadPool(threads);
    pool.setName(name);
    pool.setStopTimeout(200);
    server = new Server(pool);
    connector = new ServerConnector(server, protocols);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Answers(answering));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes any URI: a test sees what was sent, whatever it is. */
  public static HttpConfiguration lenient() {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    return http;
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** Connections that are open now. */
  public int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /** Returns when the server is closed: for an answer that says nothing more. */
  public void awaitClose() throws InterruptedException {
    closing.await();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Answers extends Handler.Abstract {
    private final Answering answering;

    private Answers(Answering answering) {
      this.answering = answering;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      try {
        answering.answer(request, response);
        callback.succeeded();
      } catch (Exception e) {
        callback.failed(e);
      }
      return true;
    }
  }
}
