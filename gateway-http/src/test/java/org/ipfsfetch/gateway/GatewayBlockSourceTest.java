// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.testing.Eventually;
import org.ipfsfetch.http.testing.RecordingSink;
import org.ipfsfetch.http.testing.TestBlocks;
import org.ipfsfetch.http.testing.TestBlocks.TestBlock;
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
class GatewayBlockSourceTest {
  private final List<TestBlock> blocks = TestBlocks.blocks(20, 5_000);
  private final TestBlock root = blocks.get(0);
  private final RecordingSink sink = RecordingSink.releasing();

  /** Asks for one thing and gives its end. */
  private Outcome want(URI gateway, Want want) throws Exception {
    FetchConfig config =
        FetchConfig.builder()
            .idleTimeout(Duration.ofMillis(400))
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    try (GatewayBlockSource source = new GatewayBlockSource(gateway, HttpTransport.of(config), 16);
        SourceSession session = source.open(request(), sink)) {
      session.want(want);
      return sink.end().outcome();
    }
  }

  private Request request() {
    return new Request(root.cid(), List.of(), List.of(), 1 << 20);
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Unavailable unavailable
        ? unavailable.reason()
        : outcome instanceof Outcome.NotFound notFound ? notFound.reason() : outcome.toString();
  }

  @Test
  void asksForEverythingAsACar() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.sendCar(blocks))) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isEqualTo(new Outcome.Delivered());

      assertThat(gateway.targets())
          .containsExactly("/ipfs/" + root.cid() + "?format=car&dag-scope=all");
      assertThat(gateway.calls().get(0).header("Accept"))
          .isEqualTo("application/vnd.ipld.car; version=1; order=dfs; dups=n");
      assertThat(sink.cids()).hasSize(20);
    }
  }

  @Test
  void asksForAPathPercentEncodedAndForBytesInclusively() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.sendCar(blocks))) {
      List<String> path = List.of("a b", "c%d?e", "ü", "f+g");
      want(gateway.uri(), new Want(root.cid(), path, new Reach.Entity(10, 99), 0, 0));
      want(gateway.uri(), new Want(root.cid(), path, new Reach.Block(), 0, 0));
      want(gateway.uri(), new Want(root.cid(), List.of(), Reach.Entity.whole(), 0, 0));
      want(
          gateway.uri(),
          new Want(root.cid(), List.of(), new Reach.Entity(7, Long.MAX_VALUE), 0, 0));

      String base = "/ipfs/" + root.cid();
      assertThat(gateway.targets())
          .containsExactly(
              base + "/a%20b/c%25d%3Fe/%C3%BC/f+g?format=car&dag-scope=entity&entity-bytes=10:99",
              base + "/a%20b/c%25d%3Fe/%C3%BC/f+g?format=car&dag-scope=block",
              base + "?format=car&dag-scope=entity",
              base + "?format=car&dag-scope=entity&entity-bytes=7:*");
    }
  }

  @Test
  void asksForASingleBlockAsRawBytes() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.sendBlock(blocks))) {
      assertThat(want(gateway.uri(), Want.block(root.cid()))).isEqualTo(new Outcome.Delivered());

      assertThat(gateway.targets()).containsExactly("/ipfs/" + root.cid() + "?format=raw");
      assertThat(gateway.calls().get(0).header("Accept")).isEqualTo(FakeGateway.RAW);
      assertThat(sink.bytes(root.cid())).isEqualTo(root.bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 406, 415, 501})
  void whereCarsAreRefusedBlocksAreAskedForAndCarsNoMore(int status) throws Exception {
    try (FakeGateway gateway =
            FakeGateway.plain(
                call -> {
                  if (call.isCar()) {
                    call.fail(status, "no CARs here");
                  } else {
                    call.sendBlock(blocks);
                  }
                });
        GatewayBlockSource source =
            new GatewayBlockSource(
                gateway.uri(), HttpTransport.of(FetchConfig.builder().build()), 16);
        SourceSession session = source.open(request(), sink)) {
      for (TestBlock block : blocks) {
        session.want(Want.all(block.cid()));
        assertThat(sink.end().outcome()).isEqualTo(new Outcome.Delivered());
      }

      assertThat(gateway.targets().stream().filter(target -> target.contains("car"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 451})
  void whatIsTooLargeOrBlockedAsACarMayBeThereAsABlock(int status) throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              if (call.isCar()) {
                call.fail(status, "too large");
              } else {
                call.sendBlock(blocks);
              }
            })) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isEqualTo(new Outcome.Delivered());
    }
  }

  @Test
  void aPageInsteadOfACarIsARefusal() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              if (call.isCar()) {
                call.header("Content-Type", "text/html").send(new byte[10_000]);
              } else {
                call.sendBlock(blocks);
              }
            })) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).containsExactly(root.cid());
    }
  }

  @Test
  void aPageInsteadOfABlockIsNoBlock() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(call -> call.header("Content-Type", "text/html").send(new byte[99]))) {
      Outcome outcome = want(gateway.uri(), Want.all(root.cid()));

      assertThat(reason(outcome))
          .isEqualTo(gateway.uri() + " answers with text/html, not as a trustless gateway");
      assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
      assertThat(sink.cids()).isEmpty();
    }
  }

  @Test
  void whatIsCompressedUnaskedIsRefused() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call ->
                call.header("Content-Encoding", "gzip")
                    .header("Content-Type", call.isCar() ? FakeGateway.CAR : FakeGateway.RAW)
                    .send(new byte[99]))) {
      assertThat(reason(want(gateway.uri(), Want.all(root.cid()))))
          .isEqualTo(
              gateway.uri()
                  + " answers with application/vnd.ipld.raw in gzip, not as a trustless gateway");
      assertThat(sink.cids()).isEmpty();
    }
  }

  @Test
  void aPathThatAGatewayCannotFollowStillGivesItsFirstBlock() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              if (call.isCar()) {
                call.fail(500, "no link named a under it");
              } else {
                call.sendBlock(blocks);
              }
            })) {
      Want want = new Want(root.cid(), List.of("a"), new Reach.All(), 0, 0);

      assertThat(want(gateway.uri(), want)).isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).containsExactly(root.cid());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, ipld: could not find it",
    "410, gone",
    "451, blocked",
    "500, ipld: could not find node",
    "504, no providers found",
    "500, block was not found locally"
  })
  void manyAnswersMeanNotFound(int status, String text) throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.fail(status, text))) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isInstanceOf(Outcome.NotFound.class);
      assertThat(want(gateway.uri(), Want.block(root.cid()))).isInstanceOf(Outcome.NotFound.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"500, boom", "502, bad gateway", "504, timeout", "403, forbidden", "401, who"})
  void othersMeanUnavailable(int status, String text) throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.fail(status, text))) {
      String said = gateway.uri() + " answers " + status + ": " + text;
      assertThat(want(gateway.uri(), Want.all(root.cid())))
          .isEqualTo(new Outcome.Unavailable(said));
      assertThat(want(gateway.uri(), Want.block(root.cid())))
          .isEqualTo(new Outcome.Unavailable(said));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aBusyGatewaySaysWhenToComeAgain(int status) throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(call -> call.header("Retry-After", "60").fail(status, "busy"))) {
      assertThat(want(gateway.uri(), Want.all(root.cid())))
          .isEqualTo(
              new Outcome.Unavailable(
                  gateway.uri() + " answers " + status + ": busy",
                  Optional.of(Duration.ofSeconds(60))));
      assertThat(gateway.calls()).hasSize(1);
    }
  }

  @Test
  void aCarThatIsCutKeepsItsBlocks() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              call.sendCar(blocks.subList(0, 7));
              call.cut();
            })) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).hasSize(7);
    }
  }

  @Test
  void aCarThatIsCutBeforeTheWantedBlockIsUnavailable() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              call.sendCar(blocks.subList(1, 4));
              call.cut();
            })) {
      assertThat(reason(want(gateway.uri(), Want.all(root.cid()))))
          .startsWith("CAR truncated after 3 blocks: ");
    }
  }

  @Test
  void aCarOfNothingButAnErrorIsSettledByTheBlock() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              if (call.isCar()) {
                call.header("Content-Type", FakeGateway.CAR);
                OutputStream out = call.body();
                out.write(TestBlocks.carHeader(root.cid()));
                out.write(
                    "\n\n[Gateway Error: CAR stream truncated]".getBytes(StandardCharsets.UTF_8));
              } else {
                call.fail(404, "ipld: could not find it");
              }
            })) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isInstanceOf(Outcome.NotFound.class);
    }
  }

  @Test
  void aCarWithoutTheWantedBlockIsSettledByTheBlock() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              if (call.isCar()) {
                call.sendCar(blocks.subList(1, 5));
              } else {
                call.sendBlock(blocks);
              }
            })) {
      assertThat(want(gateway.uri(), Want.all(root.cid()))).isEqualTo(new Outcome.Delivered());
      assertThat(sink.cids()).contains(root.cid()).hasSize(5);
    }
  }

  @Test
  void aGatewayThatStallsIsUnavailable() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(FakeGateway.Call::hang)) {
      assertThat(reason(want(gateway.uri(), Want.all(root.cid()))))
          .isEqualTo("no answer from " + gateway.uri() + ": no byte came for 400 ms, no answer");
    }
  }

  @Test
  void nobodyAtThatAddressIsUnavailable() throws Exception {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }

    assertThat(want(nobody, Want.all(root.cid())))
        .isEqualTo(new Outcome.Unavailable("cannot connect to " + nobody + ": connection refused"));
  }

  @Test
  void aRedirectToElsewhereIsNotFollowed() throws Exception {
    try (FakeGateway elsewhere = FakeGateway.plain(call -> call.sendCar(blocks));
        FakeGateway gateway =
            FakeGateway.plain(
                call ->
                    call.header("Location", elsewhere.uri() + "/ipfs/" + root.cid())
                        .fail(302, "moved"))) {
      assertThat(reason(want(gateway.uri(), Want.all(root.cid()))))
          .isEqualTo(
              gateway.uri() + " sends elsewhere: " + elsewhere.uri() + "/ipfs/" + root.cid());
      assertThat(elsewhere.calls()).isEmpty();
    }
  }

  @Test
  void aRedirectToTheSubdomainOfTheCidIsFollowed() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(
            call -> {
              if (call.host().equals("127.0.0.1")) {
                call.sendCar(blocks);
              } else if (call.host().equals("gw.localhost")) {
                int port = Integer.parseInt(call.header("Host").split(":")[1]);
                call.header(
                        "Location",
                        "http://" + root.cid() + ".ipfs.gw.localhost:" + port + "/?format=car")
                    .fail(301, "moved");
              } else {
                call.sendCar(blocks);
              }
            })) {
      assertThat(want(gateway.uri("gw.localhost"), Want.all(root.cid())))
          .isEqualTo(new Outcome.Delivered());

      assertThat(gateway.calls().get(1).header("Host"))
          .isEqualTo(root.cid() + ".ipfs.gw.localhost:" + gateway.port());
      assertThat(gateway.targets().get(1)).isEqualTo("/?format=car");
    }
  }

  @Test
  void kuboAtLocalhostIsAskedByAddressSoThatItDoesNotRedirect() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.sendCar(blocks))) {
      assertThat(want(gateway.uri("localhost"), Want.all(root.cid())))
          .isEqualTo(new Outcome.Delivered());

      assertThat(gateway.calls().get(0).header("Host")).isEqualTo("127.0.0.1:" + gateway.port());
    }
  }

  @Test
  void redirectsInACircleComeToAnEnd() throws Exception {
    try (FakeGateway gateway =
        FakeGateway.plain(call -> call.header("Location", call.target()).fail(307, "again"))) {
      assertThat(reason(want(gateway.uri(), Want.block(root.cid()))))
          .isEqualTo("redirected more than 5 times");
    }
  }

  @Test
  void userAndPasswordGoIntoAHeaderAndNowhereElse() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(call -> call.sendCar(blocks))) {
      URI url = URI.create("http://user:p%40ss@127.0.0.1:" + gateway.port() + "/some/base/");
      try (GatewayBlockSource source =
              new GatewayBlockSource(url, HttpTransport.of(FetchConfig.builder().build()), 16);
          SourceSession session = source.open(request(), sink)) {
        session.want(Want.all(root.cid()));
        sink.end();

        assertThat(gateway.calls().get(0).header("Authorization")).isEqualTo("Basic dXNlcjpwQHNz");
        assertThat(gateway.targets().get(0)).startsWith("/some/base/ipfs/" + root.cid());
        assertThat(source.origin().name())
            .isEqualTo("http://127.0.0.1:" + gateway.port() + "/some/base");
        assertThat(source.toString()).doesNotContain("user").doesNotContain("ss@");
      }
    }
  }

  @Test
  void atMostTwoCarsAtOnce() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(FakeGateway.Call::hang);
        GatewayBlockSource source =
            new GatewayBlockSource(
                gateway.uri(),
                HttpTransport.of(FetchConfig.builder().idleTimeout(Duration.ofSeconds(30)).build()),
                16);
        SourceSession session = source.open(request(), sink)) {
      blocks.forEach(block -> session.want(Want.all(block.cid())));
      Eventually.holds(() -> gateway.calls().size() == 2);
      Eventually.rests(() -> gateway.calls().size(), 100);

      assertThat(gateway.calls()).hasSize(2);
    }
  }
}
