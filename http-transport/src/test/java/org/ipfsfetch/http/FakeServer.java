// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.ipfsfetch.http.testing.LoopbackServer;

/** An HTTP server on the loopback that answers as a test says, also wrongly. */
final class FakeServer implements AutoCloseable {

  /** Answers a request; may block. */
  interface Answering {
    void answer(Call call) throws Exception;
  }

  private final LoopbackServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong written = new AtomicLong();
  private final Answering answering;

  FakeServer(Answering answering) {
    this.answering = answering;
    server =
        new LoopbackServer(
            "fake-server", 300, this::answer, new HttpConnectionFactory(LoopbackServer.lenient()));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return server.port();
  }

  /** Method and path with query, in the order they came. */
  List<String> requests() {
    return requests;
  }

  /** Bytes of bodies that went into connections. */
  long written() {
    return written.get();
  }

  int connections() {
    return server.connections();
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(Request request, Response response) throws Exception {
    requests.add(request.getMethod() + " " + request.getHttpURI().getPathQuery());
    answering.answer(new Call(request, response));
  }

  /** A request and the way to answer it. */
  final class Call {
    private final Request request;
    private final Response response;

    private Call(Request request, Response response) {
      this.request = request;
      this.response = response;
    }

    String path() {
      return request.getHttpURI().getPath();
    }

    String header(String name) {
      return String.valueOf(request.getHeaders().get(name));
    }

    Call status(int status) {
      response.setStatus(status);
      return this;
    }

    Call header(String name, String value) {
      response.getHeaders().put(name, value);
      return this;
    }

    void send(byte[] body) throws IOException {
      try (OutputStream out = body()) {
        out.write(body);
      }
    }

    /** A body in pieces, without its length. */
    OutputStream body() {
      OutputStream out = Content.Sink.asOutputStream(response);
      return new OutputStream() {
        @Override
        public void write(int each) throws IOException {
          write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          written.addAndGet(length);
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.close();
        }
      };
    }

    /** Says nothing more until the server is closed. */
    void hang() throws InterruptedException {
      server.awaitClose();
    }

    /** Ends the connection in the middle of the answer. */
    void cut() throws IOException {
      throw new IOException("cut on purpose");
    }
  }
}
