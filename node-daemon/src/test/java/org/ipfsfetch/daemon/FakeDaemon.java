// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.ipfsfetch.http.testing.LoopbackServer;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;

/** The RPC of a kubo daemon on the loopback that answers as a test says, also wrongly. */
final class FakeDaemon implements AutoCloseable {

  /** Answers a request; may block. */
  interface Answering {
    void answer(Call call) throws Exception;
  }

  private final LoopbackServer server;
  private final Answering answering;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  FakeDaemon(Answering answering) {
    this.answering = answering;
    server = new LoopbackServer("fake-daemon", 300, this::answer, new HttpConnectionFactory());
  }

  /** Has these blocks, all of them beneath the first. */
  static FakeDaemon having(List<TestBlock> blocks) {
    return new FakeDaemon(
        call -> {
          if (call.isExport() && call.asksFor(blocks.get(0))) {
            call.sendCar(blocks);
          } else {
            call.sendBlock(blocks);
          }
        });
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.port();
  }

  List<Call> calls() {
    return calls;
  }

  /** Method and path with query, in the order they came. */
  List<String> requests() {
    return calls.stream().map(Call::target).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(Request request, Response response) throws Exception {
    Call call = new Call(request, response);
    calls.add(call);
    answering.answer(call);
  }

  /** A request and the way to answer it. */
  final class Call {
    private final Request request;
    private final Response response;
    private final String target;

    private Call(Request request, Response response) {
      this.request = request;
      this.response = response;
      this.target = request.getMethod() + " " + request.getHttpURI().getPathQuery();
    }

    String target() {
      return target;
    }

    String header(String name) {
      return String.valueOf(request.getHeaders().get(name));
    }

    boolean isExport() {
      return target.startsWith("POST /api/v0/dag/export?");
    }

    boolean asksFor(TestBlock block) {
      return target.contains("arg=" + block.cid());
    }

    /** A failure as kubo tells it. */
    void fail(int status, String message) throws IOException {
      response.setStatus(status);
      sendJson("{\"Message\":\"" + message + "\",\"Code\":0,\"Type\":\"error\"}");
    }

    void sendJson(String json) throws IOException {
      response.getHeaders().put("Content-Type", "application/json");
      send(json);
    }

    void sendText(int status, String text) throws IOException {
      response.setStatus(status);
      response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
      send(text);
    }

    private void send(String text) throws IOException {
      try (OutputStream out = body()) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }

    OutputStream body() {
      return Content.Sink.asOutputStream(response);
    }

    /** Bytes as a stream, as kubo sends them: without their length. */
    OutputStream stream(String contentType) {
      response.getHeaders().put("Content-Type", contentType).put("X-Stream-Output", "1");
      return body();
    }

    void sendBlock(List<TestBlock> blocks) throws IOException {
      for (TestBlock block : blocks) {
        if (asksFor(block) && !isExport()) {
          OutputStream out = stream("application/vnd.ipld.raw");
          out.write(block.bytes());
          out.flush();
          return;
        }
      }
      fail(500, "block was not found locally (offline): ipld: could not find it");
    }

    void sendCar(List<TestBlock> blocks) throws IOException {
      TestBlocks.writeCar(stream("application/vnd.ipld.car"), blocks);
    }

    /** What follows the body, if it is a stream. */
    void trailer(String name, String value) {
      response.getHeaders().put("Trailer", name);
      HttpFields trailers = HttpFields.build().put(name, value);
      response.setTrailersSupplier(() -> trailers);
    }

    /** Says nothing more until the daemon is closed. */
    void hang() throws InterruptedException {
      server.awaitClose();
    }

    /** Ends the connection in the middle of the answer. */
    void cut() throws IOException {
      throw new IOException("cut on purpose");
    }
  }
}
