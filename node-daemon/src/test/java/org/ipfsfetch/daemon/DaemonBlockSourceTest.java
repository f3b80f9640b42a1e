// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.testing.Eventually;
import org.ipfsfetch.http.testing.RecordingSink;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.NameAnswer;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Request;
import org.ipfsfetch.source.SourceSession;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DaemonBlockSourceTest {
  private static final String KEY =
      "k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f";

  private final List<TestBlock> blocks = TestBlocks.blocks(20, 5_000);
  private final TestBlock root = blocks.get(0);
  private final RecordingSink sink = RecordingSink.releasing();

  private static FetchConfig.Builder config(String address) {
    return FetchConfig.builder().daemonApi(address).idleTimeout(Duration.ofMillis(400));
  }

  private static BlockSource source(FetchConfig config) {
    return new DaemonBlockSourceProvider().create(config).get(0);
  }

  private Request request() {
    return new Request(root.cid(), List.of(), List.of(), 1 << 20);
  }

  /** Asks for one thing and gives its end. */
  private Outcome want(FetchConfig config, Want want) throws Exception {
    try (BlockSource source = source(config);
        SourceSession session = source.open(request(), sink)) {
      session.want(want);
      return sink.end().outcome();
    }
  }

  @Test
  void takesWhatTheDaemonHasAsOneCar() throws Exception {
    try (FakeDaemon daemon = FakeDaemon.having(blocks)) {
      assertThat(want(config(daemon.url()).build(), Want.all(root.cid())))
          .isEqualTo(new Outcome.Delivered());

      assertThat(daemon.requests())
          .containsExactly(
              "POST /api/v0/dag/export?arg=" + root.cid() + "&offline=true&progress=false");
      assertThat(sink.cids()).hasSize(20);
    }
  }

  @Test
  void acceptsTheContentTypesOfOlderDaemons() throws Exception {
    try (FakeDaemon daemon =
        new FakeDaemon(
            call -> {
              OutputStream out = call.stream("text/plain");
              if (call.isExport()) {
                TestBlocks.writeCar(out, blocks);
              } else {
                out.write(root.bytes());
              }
            })) {
      FetchConfig config = config(daemon.url()).build();
      assertThat(want(config, Want.all(root.cid()))).isEqualTo(new Outcome.Delivered());
      assertThat(want(config, Want.block(root.cid()))).isEqualTo(new Outcome.Delivered());
    }
  }

  @Test
  void asksForBlocksOnceAnExportBroughtNothing() throws Exception {
    try (FakeDaemon daemon =
            new FakeDaemon(
                call -> {
                  if (call.isExport()) {
                    call.fail(500, "block was not found locally (offline): ipld: could not find");
                  } else {
                    call.sendBlock(blocks);
                  }
                });
        BlockSource source = source(config(daemon.url()).build());
        SourceSession session = source.open(request(), sink)) {
      for (TestBlock block : blocks) {
        session.want(Want.all(block.cid()));
        assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      }

      assertThat(daemon.calls().stream().filter(FakeDaemon.Call::isExport)).hasSize(1);
      assertThat(daemon.requests().get(1))
          .isEqualTo("POST /api/v0/block/get?arg=" + root.cid() + "&timeout=360ms");
    }
  }

  @Test
  void staysOnThisMachineWhenOffline() throws Exception {
    try (FakeDaemon daemon = FakeDaemon.having(blocks)) {
      want(config(daemon.url()).offline(true).build(), Want.block(root.cid()));

      assertThat(daemon.requests())
          .containsExactly("POST /api/v0/block/get?arg=" + root.cid() + "&offline=true");
    }
  }

  @Test
  void asksForTheBlockAloneWhereItCannotExportJustWhatIsWanted() throws Exception {
    try (FakeDaemon daemon = FakeDaemon.having(blocks)) {
      FetchConfig config = config(daemon.url()).build();
      want(config, new Want(root.cid(), List.of("a", "b"), new Reach.All(), 0, 0));
      want(config, new Want(root.cid(), List.of(), new Reach.Entity(0, 9), 0, 0));
      want(config, new Want(root.cid(), List.of(), Reach.Entity.whole(), 0, 0));

      assertThat(daemon.calls()).hasSize(3).noneMatch(FakeDaemon.Call::isExport);
    }
  }

  @Test
  void anExportThatFailsInTheMiddleKeepsWhatCame() throws Exception {
    try (FakeDaemon daemon =
        new FakeDaemon(
            call -> {
              call.trailer("X-Stream-Error", "block was not found locally");
              call.sendCar(blocks.subList(0, 8));
            })) {
      assertThat(want(config(daemon.url()).build(), Want.all(root.cid())))
          .isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).hasSize(8);
    }
  }

  @Test
  void anExportThatFailsBeforeItsFirstBlockIsSettledByTheBlock() throws Exception {
    try (FakeDaemon daemon =
        new FakeDaemon(
            call -> {
              if (call.isExport()) {
                call.trailer("X-Stream-Error", "block was not found locally");
                call.stream("application/vnd.ipld.car").flush();
              } else {
                call.sendBlock(blocks);
              }
            })) {
      assertThat(want(config(daemon.url()).build(), Want.all(root.cid())))
          .isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).containsExactly(root.cid());
    }
  }

  @Test
  void aBlockWhoseTrailerSaysThatItFailedIsNotHandedOver() throws Exception {
    try (FakeDaemon daemon =
        new FakeDaemon(
            call -> {
              call.trailer("X-Stream-Error", "disk on fire");
              OutputStream out = call.stream("application/vnd.ipld.raw");
              out.write(root.bytes(), 0, 100);
              out.flush();
            })) {
      assertThat(want(config(daemon.url()).build(), Want.block(root.cid())))
          .isEqualTo(
              new Outcome.Unavailable(
                  "the daemon at " + daemon.url() + " broke off: disk on fire"));
      assertThat(sink.cids()).isEmpty();
    }
  }

  @Test
  void aDaemonThatDiesInTheMiddleOfABlockIsUnavailable() throws Exception {
    try (FakeDaemon daemon =
        new FakeDaemon(
            call -> {
              OutputStream out = call.stream("application/vnd.ipld.raw");
              out.write(root.bytes(), 0, 100);
              out.flush();
              call.cut();
            })) {
      assertThat(want(config(daemon.url()).build(), Want.block(root.cid())))
          .isInstanceOf(Outcome.Unavailable.class);
      assertThat(sink.cids()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "block was not found locally (offline): ipld: could not find bafy",
        "ipld: could not find bafy",
        "context deadline exceeded",
        "routing: not found"
      })
  void whatNobodyHasIsNotFound(String message) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(call -> call.fail(500, message))) {
      assertThat(want(config(daemon.url()).build(), Want.all(root.cid())))
          .isEqualTo(
              new Outcome.NotFound(
                  "the daemon at "
                      + daemon.url()
                      + " did not find "
                      + root.cid()
                      + ": "
                      + message));
    }
  }

  @ParameterizedTest
  @CsvSource({"500, repo is locked", "400, api version mismatch", "503, busy"})
  void otherFaultsAreUnavailable(int status, String message) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(call -> call.fail(status, message))) {
      assertThat(want(config(daemon.url()).build(), Want.block(root.cid())))
          .isEqualTo(
              new Outcome.Unavailable(
                  "the daemon at " + daemon.url() + " answers " + status + ": " + message));
    }
  }

  @Test
  void aServerThatIsNoDaemonIsNamed() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(call -> call.sendText(404, "404 page not found"))) {
      assertThat(want(config(daemon.url()).build(), Want.all(root.cid())))
          .isEqualTo(
              new Outcome.Unavailable(
                  daemon.url() + " does not look like the RPC of a kubo daemon: it answers 404"));
    }
  }

  @Test
  void aDaemonThatRefusesNamesTheSetting() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(call -> call.sendText(403, "403 - Forbidden"))) {
      assertThat(want(config(daemon.url()).build(), Want.all(root.cid())).toString())
          .contains("daemon.authorization");
    }
  }

  @Test
  void aDaemonThatHangsEndsAfterTheIdleLimit() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(FakeDaemon.Call::hang)) {
      assertThat(want(config(daemon.url()).build(), Want.block(root.cid())))
          .isEqualTo(
              new Outcome.Unavailable(
                  "the daemon at "
                      + daemon.url()
                      + " did not answer: no byte came for 400 ms, no answer"));
    }
  }

  @Test
  void noDaemonSaysHowToGetOne() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(want(config("/ip4/127.0.0.1/tcp/" + port).build(), Want.all(root.cid())))
        .isEqualTo(
            new Outcome.Unavailable(
                "no daemon answers at http://127.0.0.1:"
                    + port
                    + " (connection refused): start one with `ipfs daemon`, or set daemon.api"));
  }

  @Test
  void aUnixSocketGivesOneClearReason() throws Exception {
    Outcome outcome = want(config("/unix/run/ipfs.sock").build(), Want.all(root.cid()));

    assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    assertThat(outcome.toString())
        .contains("/unix/run/ipfs.sock is a unix socket, which is not supported");
  }

  @Test
  void cancellingABlockThatHangsClosesItsRequest() throws Exception {
    CountDownLatch noticed = new CountDownLatch(1);
    FetchConfig config = config("http://unused:1").idleTimeout(Duration.ofSeconds(60)).build();
    try (FakeDaemon daemon =
            new FakeDaemon(
                call -> {
                  try {
                    OutputStream out = call.stream("application/vnd.ipld.raw");
                    while (true) { // bytes so slow that only a write finds the connection closed
                      out.write(1);
                      out.flush();
                      noticed.await(5, TimeUnit.MILLISECONDS);
                    }
                  } finally {
                    noticed.countDown();
                  }
                });
        BlockSource source =
            source(config(daemon.url()).idleTimeout(config.idleTimeout()).build());
        SourceSession session = source.open(request(), sink)) {
      session.want(Want.block(root.cid()));
      Eventually.holds(() -> daemon.calls().size() == 1);
      session.cancel(Want.block(root.cid()));

      assertThat(sink.end().outcome()).isInstanceOf(Outcome.NotFound.class);
      noticed.await();
    }
  }

  @Test
  void asksForHundredsOfBlocksAtOnceAndEachEnds() throws Exception {
    List<TestBlock> many = TestBlocks.blocks(1_000, 200);
    CountDownLatch hundred = new CountDownLatch(100);
    try (FakeDaemon daemon =
            new FakeDaemon(
                call -> {
                  hundred.countDown();
                  hundred.await(); // no answer before a hundred are asked for
                  call.sendBlock(many);
                });
        BlockSource source =
            source(config(daemon.url()).idleTimeout(Duration.ofSeconds(30)).build());
        SourceSession session = source.open(request(), sink)) {
      many.forEach(block -> session.want(Want.block(block.cid())));
      Set<Cid> ended = new HashSet<>();
      for (TestBlock ignored : many) {
        RecordingSink.End end = sink.end();
        assertThat(end.outcome()).isEqualTo(new Outcome.Delivered());
        ended.add(end.want().cid());
      }

      assertThat(ended).hasSize(1_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"bearer:abc, Bearer abc", "basic:user:p:ss, Basic dXNlcjpwOnNz"})
  void authorizesItself(String setting, String header) throws Exception {
    try (FakeDaemon daemon = FakeDaemon.having(blocks)) {
      want(config(daemon.url()).daemonAuthorization(setting).build(), Want.block(root.cid()));

      assertThat(daemon.calls().get(0).header("Authorization")).isEqualTo(header);
      assertThat(daemon.calls().get(0).header("Origin")).isEqualTo("null");
      assertThat(daemon.calls().get(0).header("User-Agent")).isEqualTo("ipfs-fetch");
    }
  }

  @Test
  void neverPrintsThePasswordOfItsUrl() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(call -> call.sendText(403, "no"))) {
      String address = "http://user:secret@127.0.0.1:" + daemon.port();
      FetchConfig config = config(address).build();
      Outcome outcome = want(config, Want.block(root.cid()));
      try (BlockSource source = source(config)) {
        assertThat(source.origin()).isEqualTo(new Origin("daemon", daemon.url()));
      }

      assertThat(outcome.toString()).doesNotContain("secret");
      assertThat(daemon.calls().get(0).header("Authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
    }
  }

  @Test
  void claimsWhatTheDaemonSaysOfAName() throws Exception {
    String path = "/ipfs/" + root.cid() + "/docs";
    try (FakeDaemon daemon = new FakeDaemon(call -> call.sendJson("{\"Path\":\"" + path + "\"}"));
        BlockSource source = source(config(daemon.url()).build())) {
      assertThat(source.resolveName("docs.example").get())
          .isEqualTo(new NameAnswer.Claim(path, source.origin()));
      assertThat(daemon.requests())
          .containsExactly(
              "POST /api/v0/name/resolve?arg=%2Fipns%2Fdocs.example&recursive=true&timeout=360ms");
    }
  }

  @Test
  void aNameThatIsNotResolvedIsUnknownWithTheReason() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(call -> call.fail(500, "could not resolve name"));
        BlockSource source = source(config(daemon.url()).build())) {
      assertThat(source.resolveName(KEY).get())
          .isEqualTo(
              new NameAnswer.Unknown("the daemon at " + daemon.url() + ": could not resolve name"));
    }
  }

  @Test
  void cancellingANameStopsTheWork() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(FakeDaemon.Call::hang);
        BlockSource source = source(config(daemon.url()).build())) {
      CompletableFuture<NameAnswer> asked = source.resolveName(KEY);
      asked.cancel(true);

      assertThat(asked).isCancelled();
    }
  }

  @Test
  void knowsItsVersion() throws Exception {
    try (FakeDaemon daemon =
            new FakeDaemon(
                call -> call.sendJson("{\"Commit\":\"\",\"Repo\":18,\"Version\":\"0.43.1\"}"));
        DaemonBlockSource source = (DaemonBlockSource) source(config(daemon.url()).build())) {
      assertThat(source.version().get()).isEqualTo("0.43.1");
    }
    try (FakeDaemon daemon = new FakeDaemon(call -> call.sendText(404, "404 page not found"));
        DaemonBlockSource source = (DaemonBlockSource) source(config(daemon.url()).build())) {
      assertThatThrownBy(() -> source.version().get())
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("it answers 404");
    }
  }
}
