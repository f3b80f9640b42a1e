// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.car.CarReader;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.fakes.ScriptedSource;
import org.ipfsfetch.fakes.Standstill;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources that say true bytes under false names, the wrong thing at the wrong time, or nothing. */
@Timeout(20)
class HostileSourceTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private static FetchConfig.Builder config() {
    return FetchConfig.builder()
        .idleTimeout(Duration.ofMillis(1_500))
        .patience(Duration.ofMillis(100));
  }

  private FetchResult fetch(Cid root, Path target, ScriptedSource... tiers) throws Exception {
    SourcePlan plan = new SourcePlan(List.of());
    for (ScriptedSource tier : tiers) {
      plan = plan.then(tier);
    }
    try (Fetcher fetcher = Fetcher.open(config().build(), plan)) {
      return fetcher.fetch(IpfsPath.of(root), target);
    }
  }

  /** Says of every block that it is raw: the multihash fits. */
  private ScriptedSource callingEverythingRaw() {
    return ScriptedSource.inOrder(
        "daemon",
        asked -> {
          Cid cid = asked.want().cid();
          asked.deliver(Cid.v1(Codec.RAW, cid.multihash()), dag.blocks().get(cid));
          asked.end(new Outcome.Delivered());
        });
  }

  @Test
  void howABlockIsReadIsSaidByWhoLinksToItAndNotByItsSource() throws Exception {
    Node root = dag.inlineFile("the content".getBytes());

    fetch(root.cid(), dir.resolve("out"), callingEverythingRaw());

    assertThat(dir.resolve("out")).hasContent("the content");
  }

  @Test
  void howAnEarlyBlockIsReadIsSaidByWhoLinksToIt() throws Exception {
    Node leaf = dag.inlineFile("the content".getBytes());
    Node root = dag.directory(Entry.of("leaf", leaf));
    ScriptedSource source =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              Cid raw = Cid.v1(Codec.RAW, leaf.cid().multihash());
              asked.deliver(raw, dag.blocks().get(leaf.cid()));
              asked.deliverFrom(dag);
            });

    fetch(root.cid(), dir.resolve("out"), source);

    assertThat(dir.resolve("out/leaf")).hasContent("the content");
  }

  @Test
  void oneBlockUnderTwoCodecsIsTwoThings() throws Exception {
    Node file = dag.inlineFile("the content".getBytes());
    byte[] block = dag.blocks().get(file.cid());
    Node raw = dag.raw(block);
    Node root = dag.directory(Entry.of("a", file), Entry.of("b", raw));
    ScriptedSource source = ScriptedSource.inOrder("daemon", asked -> asked.deliverFrom(dag));

    fetch(root.cid(), dir.resolve("out"), source);

    assertThat(dir.resolve("out/a")).hasContent("the content");
    assertThat(dir.resolve("out/b")).hasBinaryContent(block);
  }

  @Test
  void aCarHasTheCidsThatAreLinkedAndNotThoseOfTheSource() throws Exception {
    Node root = dag.inlineFile("the content".getBytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (Fetcher fetcher =
        Fetcher.open(config().build(), SourcePlan.first(callingEverythingRaw()))) {
      fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toCar(out)));
    }

    List<Cid> cids = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    try (CarReader reader = new CarReader(in, CarLimits.defaults())) {
      Optional<CarBlock> block = reader.next();
      while (block.isPresent()) {
        cids.add(block.get().cid());
        block = reader.next();
      }
    }
    assertThat(cids).containsExactly(root.cid());
  }

  @Test
  void aRetryAfterOfAnAgeIsNoCrash() {
    Node root = dag.raw("x");
    Outcome never = new Outcome.Unavailable("429", Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    ScriptedSource source = ScriptedSource.inOrder("gateway", asked -> asked.end(never));

    assertThatThrownBy(() -> fetch(root.cid(), dir.resolve("out"), source))
        .isInstanceOf(FetchException.Unavailable.class);
  }

  @Test
  void aSourceThatDribblesWhatNobodyWantsIsNotWaitedFor() throws Exception {
    Node root = dag.raw("wanted");
    ScriptedSource dribbling =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              for (int i = 0; i < 1_000 && !asked.isCancelled(); i++) {
                byte[] junk = {(byte) i, (byte) (i >> 8)};
                asked.deliver(new TestDag().raw(junk).cid(), junk);
                asked.lackedBy(asked.want().cid());
                Thread.sleep(20); // the speed of the source is what is tested
              }
            });
    ScriptedSource honest = ScriptedSource.inOrder("gateway", asked -> asked.deliverFrom(dag));

    fetch(root.cid(), dir.resolve("out"), dribbling, honest);

    assertThat(dir.resolve("out")).hasContent("wanted");
  }

  @Test
  void aSilentSourceIsNotWaitedForAgainAtEveryLevel() throws Exception {
    Node node = dag.raw("deep");
    for (int i = 0; i < 20; i++) {
      node = dag.directory(Entry.of("d", node));
    }
    ScriptedSource silent = ScriptedSource.inOrder("daemon", asked -> {});
    ScriptedSource honest = ScriptedSource.inOrder("gateway", asked -> asked.deliverFrom(dag));

    fetch(node.cid(), dir.resolve("out"), silent, honest);

    assertThat(silent.wants()).hasSizeLessThan(10);
  }

  @Test
  void aWantThatWasCancelledAndDoesNotEndHoldsNobodyUp() throws Exception {
    Node leaf = dag.raw("twice");
    Node deep = dag.fileOf(List.of(leaf));
    Node root = dag.fileOf(List.of(leaf, deep));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScriptedSource silent = ScriptedSource.inOrder("daemon", asked -> {});
    ScriptedSource honest =
        ScriptedSource.inOrder(
            "gateway",
            asked -> {
              if (asked.want().cid().equals(deep.cid())) {
                Standstill.until(() -> out.size() > 0); // the leaf is gone: it is asked for again
              }
              asked.deliverFrom(dag);
            });

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(silent).then(honest))) {
      fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(out)));
    }

    assertThat(out).hasToString("twicetwice");
  }

  @Test
  void aNameThatNobodyResolvesEndsWithinTheIdleLimit() throws Exception {
    ScriptedSource source =
        ScriptedSource.inOrder("daemon", asked -> {}).namesAnsweredBy(new CompletableFuture<>());
    IpfsPath name = IpfsPath.parse("/ipns/docs.ipfs.tech");

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      Fetch fetch = fetcher.start(FetchRequest.of(name, Output.toPath(dir.resolve("out"))));

      assertThat(fetch.future())
          .failsWithin(Duration.ofSeconds(6))
          .withThrowableOfType(java.util.concurrent.ExecutionException.class)
          .withCauseInstanceOf(FetchException.Unavailable.class);
    }
  }

  @Test
  void aHashOfNoBytesIsUnsupportedAndNoCrash() throws Exception {
    Cid empty = Cid.decode(new byte[] {1, 0x55, 0x12, 0});
    Node root = dag.directory(Entry.of("x", new Node(empty, 1, 1)));
    ScriptedSource source = ScriptedSource.inOrder("daemon", asked -> asked.deliverFrom(dag));

    assertThatThrownBy(() -> fetch(root.cid(), dir.resolve("out"), source))
        .isInstanceOf(FetchException.Unsupported.class);
  }

  @Test
  void everyDeliveryIsGivenBackAfterASuccess() throws Exception {
    Node root = dag.directory(Entry.of("x", dag.raw("x")));
    byte[] junk = TestDag.noise(1_000, 9);
    ScriptedSource source =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              asked.deliver(new TestDag().raw(junk).cid(), junk);
              asked.deliverFrom(dag);
            });

    fetch(root.cid(), dir.resolve("out"), source);

    assertThat(source.unreleased()).isZero();
  }

  @Test
  void everyDeliveryIsGivenBackAfterAFailure() throws Exception {
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      parts.add(dag.raw(TestDag.noise(1_000, i)));
    }
    Node root = dag.fileOf(parts);
    ScriptedSource source =
        ScriptedSource.inOrder(
            "daemon",
            asked -> {
              Want want = asked.want();
              if (want.cid().equals(parts.get(0).cid())) {
                return; // the head of the output never comes
              }
              asked.deliverFrom(dag);
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      assertThatThrownBy(
              () -> fetcher.fetch(FetchRequest.of(IpfsPath.of(root.cid()), Output.toStream(out))))
          .isInstanceOf(FetchException.Unavailable.class);
    }

    assertThat(source.unreleased()).isZero();
  }
}
