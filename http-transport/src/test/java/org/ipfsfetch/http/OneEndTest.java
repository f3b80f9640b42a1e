// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.testing.Eventually;
import org.ipfsfetch.http.testing.RecordingSink;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every want ends once, whatever happens at the same time. */
@Timeout(120)
class OneEndTest {
  private static final int WANTS = 400;

  private final List<TestBlock> blocks = TestBlocks.blocks(WANTS, 300);
  private final FetchConfig config = FetchConfig.builder().build();

  /** Streams, blocks, 404, cut answers: by the block's place. */
  private void answer(FakeServer.Call call) throws Exception {
    int index = indexOf(call.path());
    switch (index % 5) {
      case 0 -> call.status(404).send(new byte[0]);
      case 1 -> call.status(406).send(new byte[0]);
      case 2 -> {
        OutputStream out = call.body();
        TestBlocks.writeCar(out, blocks.subList(index, Math.min(index + 10, WANTS)));
        call.cut();
      }
      case 3 -> call.send(TestBlocks.car(blocks.subList(index, Math.min(index + 10, WANTS))));
      default -> call.send(blocks.get(index).bytes());
    }
  }

  private int indexOf(String path) {
    for (int i = 0; i < WANTS; i++) {
      if (path.endsWith(blocks.get(i).cid().toString())) {
        return i;
      }
    }
    return 0;
  }

  private HttpSourceSession open(HttpTransport transport, FakeServer server, RecordingSink sink) {
    return new HttpSourceSession(
        transport,
        new TestDialect(server.uri("/")),
        new Slots(3, 16, 16),
        new Request(blocks.get(0).cid(), List.of(), List.of(), 10_000),
        sink,
        () -> {});
  }

  private List<Want> wants() {
    List<Want> wants = new ArrayList<>();
    for (int i = 0; i < WANTS; i++) {
      wants.add(i % 2 == 0 ? Want.all(blocks.get(i).cid()) : Want.block(blocks.get(i).cid()));
    }
    return wants;
  }

  @RepeatedTest(5)
  void underCancelsFromOtherThreads() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    List<Want> wants = wants();
    try (HttpTransport transport = HttpTransport.of(config);
        FakeServer server = new FakeServer(this::answer);
        HttpSourceSession session = open(transport, server, sink)) {
      CountDownLatch wanted = new CountDownLatch(WANTS / 4);
      Thread canceller =
          new Thread(
              () -> {
                Random random = new Random(1);
                for (int i = 0; i < WANTS * 3; i++) {
                  session.cancel(wants.get(random.nextInt(WANTS)));
                }
              });
      for (Want want : wants) {
        session.want(want);
        wanted.countDown();
        if (wanted.getCount() == 1) {
          canceller.start();
        }
      }
      Set<Want> ended = new HashSet<>();
      for (int i = 0; i < WANTS; i++) {
        assertThat(ended.add(sink.end().want())).isTrue();
      }
      canceller.join();

      assertThat(ended).containsExactlyInAnyOrderElementsOf(wants);
      assertThat(sink.endsSoFar()).isZero();
    }
  }

  @RepeatedTest(5)
  void orNotAtAllOnceTheSessionIsClosed() throws Exception {
    RecordingSink sink = RecordingSink.releasing();
    try (HttpTransport transport = HttpTransport.of(config);
        FakeServer server = new FakeServer(this::answer)) {
      HttpSourceSession session = open(transport, server, sink);
      wants().forEach(session::want);
      sink.end();
      session.close();
      long calls = sink.calls();
      Eventually.rests(sink::calls, 50);

      assertThat(sink.calls()).isEqualTo(calls);
    }
  }

  @Test
  void whenTheTransportIsClosedUnderneath() throws Exception {
    RecordingSink sink = RecordingSink.keeping();
    try (FakeServer server = new FakeServer(this::answer)) {
      HttpTransport transport = HttpTransport.of(config);
      HttpSourceSession session = open(transport, server, sink);
      wants().forEach(session::want);
      sink.end();
      transport.close();
      session.want(Want.all(blocks.get(1).cid()));
      session.close();

      sink.release(sink.take()); // late, and harmless
      assertThat(sink.unreleased()).isNotNegative();
    }
  }
}
