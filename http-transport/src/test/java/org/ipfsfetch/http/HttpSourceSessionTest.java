// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.testing.Eventually;
import org.ipfsfetch.http.testing.RecordingSink;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;
import org.ipfsfetch.source.Delivery;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpSourceSessionTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final Duration IDLE = Duration.ofMillis(300);

  private final List<TestBlock> blocks = TestBlocks.blocks(20, 10_000);
  private final TestBlock root = blocks.get(0);
  private final FetchConfig config = FetchConfig.builder().idleTimeout(IDLE).build();
  private final HttpTransport transport = HttpTransport.of(config);

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  private HttpSourceSession open(FakeServer server, RecordingSink sink, long maxUnreleased) {
    return open(server, sink, maxUnreleased, new Slots(2, 32, 32));
  }

  private HttpSourceSession open(
      FakeServer server, RecordingSink sink, long maxUnreleased, Slots slots) {
    return open(server.uri("/"), sink, maxUnreleased, slots);
  }

  private HttpSourceSession open(URI base, RecordingSink sink, long maxUnreleased, Slots slots) {
    Request request = new Request(root.cid(), List.of(), List.of(), maxUnreleased);
    return new HttpSourceSession(transport, new TestDialect(base), slots, request, sink, () -> {});
  }

  @Test
  void streamsAllBlocksAndEndsTheWant() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server = new FakeServer(call -> call.send(TestBlocks.car(blocks)));
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.all(root.cid()));

      assertThat(sink.end())
          .isEqualTo(new RecordingSink.End(Want.all(root.cid()), new Outcome.Delivered()));
      assertThat(sink.cids())
          .containsExactlyElementsOf(blocks.stream().map(TestBlock::cid).toList());
      assertThat(blocks).allSatisfy(b -> assertThat(sink.bytes(b.cid())).isEqualTo(b.bytes()));
    }
  }

  @Test
  void neverCallsTheSinkOnTheThreadThatWants() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    try (HttpSourceSession session = open(nobody, sink, MEBIBYTE, new Slots(1, 1, 1))) {
      session.want(Want.all(root.cid()));
      session.want(Want.block(root.cid()));
      session.cancel(Want.block(root.cid()));
      sink.end();
      sink.end();

      assertThat(sink.threads()).isNotEmpty().doesNotContain(Thread.currentThread());
    }
  }

  @Test
  void handsOverBlocksWhileTheStreamStillRuns() throws Exception {
    RecordingSink sink = RecordingSink.keeping();
    CountDownLatch seen = new CountDownLatch(1);
    try (FakeServer server =
            new FakeServer(
                call -> {
                  OutputStream out = call.body();
                  TestBlocks.writeCar(out, blocks.subList(0, 1));
                  seen.await();
                  call.cut();
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.all(root.cid()));

      assertThat(sink.take().cid()).isEqualTo(root.cid());
      assertThat(sink.endsSoFar()).isZero();
      seen.countDown();
      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
    }
  }

  @Test
  void stopsReadingWhileNothingIsReleasedAndGoesOnAfterwards() throws Exception {
    RecordingSink sink = RecordingSink.keeping();
    TestBlock large = TestBlocks.block(1, 1 << 20);
    long limit = 4 * MEBIBYTE;
    int count = 100;
    try (FakeServer server =
            new FakeServer(
                call -> TestBlocks.writeCar(call.body(), Collections.nCopies(count, large)));
        HttpSourceSession session = open(server, sink, limit)) {
      session.want(Want.all(large.cid()));
      Eventually.holds(() -> sink.unreleased() >= limit);
      Eventually.rests(server::written, 2 * IDLE.toMillis());

      // what is neither here nor with the server is in the buffers of two sockets
      assertThat(sink.unreleased()).isLessThan(limit + 2 * MEBIBYTE);
      assertThat(server.written()).isLessThan(40 * MEBIBYTE);
      assertThat(sink.endsSoFar()).isZero(); // our own pause is no stall

      for (int i = 0; i < count; i++) {
        sink.release(sink.take());
      }
      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(sink.mostUnreleased()).isLessThan(limit + 2 * MEBIBYTE);
    }
  }

  @Test
  void singleBlocksWaitForReleasesToo() throws Exception {
    RecordingSink sink = RecordingSink.keeping();
    List<TestBlock> many = TestBlocks.blocks(64, 256 * 1024);
    long limit = MEBIBYTE;
    try (FakeServer server = new FakeServer(call -> answerBlock(call, many));
        HttpSourceSession session = open(server, sink, limit)) {
      many.forEach(block -> session.want(Want.block(block.cid())));
      for (TestBlock ignored : many) {
        Delivery next = sink.take();
        sink.release(next);
      }
      for (TestBlock ignored : many) {
        assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      }

      assertThat(sink.mostUnreleased()).isLessThanOrEqualTo(limit + 256 * 1024);
    }
  }

  @Test
  void aBlockLargerThanTheLimitStillPasses() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    List<TestBlock> large = TestBlocks.blocks(3, 2 << 20);
    try (FakeServer server =
            new FakeServer(
                call -> {
                  if (call.path().startsWith("/car")) {
                    call.send(TestBlocks.car(large));
                  } else {
                    answerBlock(call, large);
                  }
                });
        HttpSourceSession session = open(server, sink, 1)) {
      session.want(Want.all(large.get(0).cid()));
      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      session.want(Want.block(large.get(1).cid()));
      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());

      assertThat(sink.bytes(large.get(1).cid())).isEqualTo(large.get(1).bytes());
      assertThat(sink.arriving()).isPositive();
    }
  }

  @Test
  void aBodyThatStallsEndsAfterTheIdleLimit() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    byte[] car = TestBlocks.car(blocks);
    try (FakeServer server =
            new FakeServer(
                call -> {
                  OutputStream out = call.body();
                  out.write(car, 0, 5_000); // half of the first block
                  out.flush();
                  call.hang();
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      long begun = System.nanoTime();
      session.want(Want.all(root.cid()));

      assertThat(sink.end().outcome()).isInstanceOf(Outcome.Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(IDLE);
    }
  }

  @Test
  void aServerThatNeverAnswersEndsAfterTheIdleLimit() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server = new FakeServer(FakeServer.Call::hang);
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.block(root.cid()));

      assertThat(sink.end().outcome())
          .isEqualTo(new Outcome.Unavailable("no byte came for 300 ms, no answer"));
    }
  }

  @Test
  void aStreamThatIsCutKeepsItsBlocksAndDelivered() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server =
            new FakeServer(
                call -> {
                  TestBlocks.writeCar(call.body(), blocks.subList(0, 5));
                  call.cut();
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.all(root.cid()));

      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).hasSize(5);
    }
  }

  @Test
  void garbageInAStreamEndsItWithItsOwnWords() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server =
            new FakeServer(
                call -> {
                  OutputStream out = call.body();
                  new CarWriter(out, List.of(root.cid()));
                  out.write(
                      "\n\n[Gateway Error: Response truncated]".getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  call.hang();
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.all(root.cid()));

      assertThat(sink.end().outcome())
          .isEqualTo(new Outcome.Unavailable("[Gateway Error: Response truncated]"));
    }
  }

  @Test
  void aBlockBeyondFourMebibytesIsRefused() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server =
            new FakeServer(
                call -> {
                  OutputStream out = call.body();
                  while (true) {
                    out.write(new byte[64 * 1024]);
                  }
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.block(root.cid()));

      assertThat(sink.end().outcome())
          .isEqualTo(
              new Outcome.Unavailable("block " + root.cid() + " is larger than 4194304 bytes"));
      assertThat(sink.cids()).isEmpty();
    }
  }

  @Test
  void cancellingAnEndlessStreamClosesItsConnection() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    CountDownLatch failed = new CountDownLatch(1);
    try (FakeServer server = new FakeServer(call -> streamForEver(call, failed));
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.all(root.cid()));
      Eventually.holds(() -> sink.cids().size() > 100);
      session.cancel(Want.all(root.cid()));

      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      failed.await(); // the server noticed
      assertThat(sink.endsSoFar()).isZero();
    }
  }

  @Test
  void cancellingAStreamThatIsHeldUpEndsItToo() throws Exception {
    RecordingSink sink = RecordingSink.keeping();
    CountDownLatch failed = new CountDownLatch(1);
    try (FakeServer server = new FakeServer(call -> streamForEver(call, failed));
        HttpSourceSession session = open(server, sink, 100_000)) {
      session.want(Want.all(root.cid()));
      Eventually.holds(() -> sink.unreleased() >= 100_000);
      session.cancel(Want.all(root.cid()));

      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      failed.await();
    }
  }

  @Test
  void closingStopsTheStreamAndSilencesTheSink() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    CountDownLatch failed = new CountDownLatch(1);
    try (FakeServer server = new FakeServer(call -> streamForEver(call, failed))) {
      HttpSourceSession session = open(server, sink, MEBIBYTE);
      session.want(Want.all(root.cid()));
      Eventually.holds(() -> sink.cids().size() > 100);

      session.close();
      long calls = sink.calls();
      failed.await();

      assertThat(sink.calls()).isEqualTo(calls);
      assertThat(sink.endsSoFar()).isZero();
    }
  }

  @Test
  void aWaitingWantEndsWhenAStreamBringsItsBlock() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    CountDownLatch go = new CountDownLatch(1);
    try (FakeServer server =
            new FakeServer(
                call -> {
                  OutputStream out = call.body();
                  TestBlocks.writeCar(out, blocks.subList(0, 1));
                  go.await();
                  CarWriterTail.write(out, blocks.subList(1, 20));
                  call.hang();
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE, new Slots(1, 1, 1))) {
      session.want(Want.all(root.cid()));
      session.want(Want.all(blocks.get(7).cid()));
      Eventually.holds(() -> sink.cids().size() == 1);
      go.countDown();

      assertThat(sink.end())
          .isEqualTo(new RecordingSink.End(Want.all(blocks.get(7).cid()), new Outcome.Delivered()));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void theMostUrgentWaitsLeast() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    CountDownLatch go = new CountDownLatch(1);
    try (FakeServer server =
            new FakeServer(
                call -> {
                  go.await();
                  answerBlock(call, blocks);
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE, new Slots(1, 1, 1))) {
      session.want(Want.block(root.cid()));
      Eventually.holds(() -> server.requests().size() == 1);
      for (int urgency : List.of(5, 2, 9)) {
        session.want(new Want(blocks.get(urgency).cid(), List.of(), new Reach.Block(), 0, urgency));
      }
      go.countDown();
      for (int i = 0; i < 4; i++) {
        sink.end();
      }

      assertThat(sink.cids())
          .containsExactly(
              root.cid(), blocks.get(2).cid(), blocks.get(5).cid(), blocks.get(9).cid());
    }
  }

  @Test
  void whoWillNotStreamIsAskedForTheBlock() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server =
            new FakeServer(
                call -> {
                  if (call.path().startsWith("/car")) {
                    call.status(406).send(new byte[0]);
                  } else {
                    answerBlock(call, blocks);
                  }
                });
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.all(root.cid()));

      assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      assertThat(server.requests())
          .containsExactly("GET /car/" + root.cid(), "GET /block/" + root.cid());
    }
  }

  @Test
  void redirectsInACircleComeToAnEnd() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (FakeServer server = new FakeServer(call -> call.status(302).send(new byte[0]));
        HttpSourceSession session = open(server, sink, MEBIBYTE)) {
      session.want(Want.block(root.cid()));

      assertThat(sink.end().outcome())
          .isEqualTo(new Outcome.Unavailable("redirected more than 5 times"));
      assertThat(server.requests()).hasSize(6);
    }
  }

  @Test
  void aKeptConnectionThatWasClosedMeanwhileIsNoFailure() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    TestBlock small = TestBlocks.block(99, 10);
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerOncePerConnection(listening, small), "one-answer");
      server.setDaemon(true);
      server.start();
      URI base = URI.create("http://127.0.0.1:" + listening.getLocalPort());
      try (HttpSourceSession session = open(base, sink, MEBIBYTE, new Slots(1, 1, 1))) {
        for (int i = 0; i < 4; i++) {
          session.want(Want.block(small.cid()));
          assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
        }
      }
    }
  }

  /** Each connection gets one answer; the next request on it finds it closed. */
  private static void answerOncePerConnection(ServerSocket listening, TestBlock block) {
    try {
      while (true) {
        try (Socket socket = listening.accept()) {
          readRequest(socket.getInputStream());
          String head = "HTTP/1.1 200 OK\r\nContent-Length: " + block.bytes().length + "\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().write(block.bytes());
          readRequest(socket.getInputStream());
        }
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    int newlines = 0;
    while (newlines < 2) {
      int each = in.read();
      if (each < 0) {
        return;
      }
      newlines = each == '\n' ? newlines + 1 : each == '\r' ? newlines : 0;
    }
  }

  private void streamForEver(FakeServer.Call call, CountDownLatch failed) throws IOException {
    try {
      OutputStream out = call.body();
      TestBlocks.writeCar(out, blocks);
      while (true) {
        CarWriterTail.write(out, blocks);
      }
    } finally {
      failed.countDown();
    }
  }

  static void answerBlock(FakeServer.Call call, List<TestBlock> blocks) throws IOException {
    for (TestBlock block : blocks) {
      if (call.path().endsWith(block.cid().toString())) {
        call.send(block.bytes());
        return;
      }
    }
    call.status(404).send(new byte[0]);
  }
}
