// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Limits;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.fakes.FakeBlockSource;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;
import org.ipfsfetch.fakes.TestDag.Node;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.progress.FetchEvent;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.walk.ListedEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole path of a fetch, from address to disk, over sources in memory. */
@Timeout(30)
class FetcherTest {
  @TempDir Path dir;
  private final TestDag dag = new TestDag();

  private static FetchConfig.Builder config() {
    return FetchConfig.builder()
        .idleTimeout(Duration.ofSeconds(5))
        .patience(Duration.ofMillis(200));
  }

  private static IpfsPath address(Node root, String... names) {
    try {
      return IpfsPath.of(root.cid()).below(List.of(names));
    } catch (AddressException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private FetchResult fetch(Node root, Path target, FakeBlockSource... tiers)
      throws IOException, InterruptedException {
    SourcePlan plan = new SourcePlan(List.of());
    for (FakeBlockSource tier : tiers) {
      plan = plan.then(tier);
    }
    try (Fetcher fetcher = Fetcher.open(config().build(), plan)) {
      return fetcher.fetch(address(root), target);
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** 120 files in 3 directories, one large file, one link. */
  private Node tree() {
    List<Entry> directories = new ArrayList<>();
    for (int d = 0; d < 3; d++) {
      List<Entry> files = new ArrayList<>();
      for (int f = 0; f < 40; f++) {
        files.add(Entry.of("f" + f, dag.raw("content " + d + " " + f)));
      }
      directories.add(Entry.of("d" + d, dag.directory(files)));
    }
    directories.add(Entry.of("large", dag.file(TestDag.noise(300_000, 1), 1_000)));
    directories.add(Entry.of("link", dag.symlink("d0/f0")));
    return dag.directory(directories);
  }

  private void assertIsTree(Path target) throws IOException {
    for (int d = 0; d < 3; d++) {
      for (int f = 0; f < 40; f++) {
        assertThat(target.resolve("d" + d).resolve("f" + f)).hasContent("content " + d + " " + f);
      }
    }
    assertThat(target.resolve("large")).hasBinaryContent(TestDag.noise(300_000, 1));
    assertThat(Files.readSymbolicLink(target.resolve("link"))).hasToString("d0/f0");
  }

  @Test
  void writesATreeThatIsStreamed() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    FetchResult result = fetch(root, dir.resolve("out"), source);

    assertIsTree(dir.resolve("out"));
    assertThat(source.wants()).hasSize(1);
    assertThat(result.cid()).isEqualTo(root.cid());
    assertThat(result.files()).isEqualTo(121);
    assertThat(result.symlinks()).isEqualTo(1);
    assertThat(result.blocks()).isEqualTo(dag.depthFirst(root.cid()).size());
    assertThat(left()).containsExactly("out");
  }

  @Test
  void writesATreeThatComesBlockByBlock() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.blockByBlock("daemon", dag);

    fetch(root, dir.resolve("out"), source);

    assertIsTree(dir.resolve("out"));
    assertThat(source.delivered()).doesNotHaveDuplicates();
  }

  @Test
  void asksTheNextTierForOnlyTheMissingBlocks() throws Exception {
    Node root = tree();
    FakeBlockSource first = FakeBlockSource.streaming("daemon", dag).dyingAfter(90);
    FakeBlockSource second = FakeBlockSource.blockByBlock("gateway", dag);

    FetchResult result = fetch(root, dir.resolve("out"), first, second);

    assertIsTree(dir.resolve("out"));
    assertThat(second.delivered())
        .hasSize(dag.depthFirst(root.cid()).size() - 90)
        .doesNotContainAnyElementsOf(first.delivered());
    assertThat(result.bytesBySource()).containsOnlyKeys("daemon", "gateway");
  }

  @Test
  void goesOnElsewhereWhenASourceLacksABlock() throws Exception {
    Node missing = dag.raw("rare");
    Node root = dag.directory(Entry.of("rare", missing), Entry.of("other", dag.raw("other")));
    FakeBlockSource first = FakeBlockSource.streaming("daemon", dag).lacking(missing.cid());
    FakeBlockSource second = FakeBlockSource.blockByBlock("gateway", dag);

    fetch(root, dir.resolve("out"), first, second);

    assertThat(dir.resolve("out/rare")).hasContent("rare");
    assertThat(second.delivered()).containsExactly(missing.cid());
  }

  @Test
  void goesOnElsewhereWhenASourceIsQuiet() throws Exception {
    Node root = tree();
    FakeBlockSource first = FakeBlockSource.streaming("daemon", dag).silent();
    FakeBlockSource second = FakeBlockSource.streaming("gateway", dag);

    fetch(root, dir.resolve("out"), first, second);

    assertIsTree(dir.resolve("out"));
  }

  @Test
  void putsASourceOutThatLies() throws Exception {
    Node leaf = dag.raw("the truth");
    Node root = dag.directory(Entry.of("leaf", leaf));
    FakeBlockSource liar = FakeBlockSource.streaming("daemon", dag).lyingAbout(leaf.cid());
    FakeBlockSource honest = FakeBlockSource.blockByBlock("gateway", dag);

    FetchResult result = fetch(root, dir.resolve("out"), liar, honest);

    assertThat(dir.resolve("out/leaf")).hasContent("the truth");
    assertThat(result.misbehaved()).containsOnlyKeys(liar.origin());
  }

  @Test
  void failsAndLeavesNothingWhenOnlyALiarIsThere() throws Exception {
    Node leaf = dag.raw("the truth");
    Node root = dag.directory(Entry.of("leaf", leaf));
    FakeBlockSource liar = FakeBlockSource.streaming("daemon", dag).lyingAbout(leaf.cid());

    FetchException.Unavailable failure =
        catchThrowableOfType(
            FetchException.Unavailable.class, () -> fetch(root, dir.resolve("out"), liar));

    assertThat(failure.reasons()).singleElement().asString().contains("sent bytes that are not");
    assertThat(left()).isEmpty();
  }

  @Test
  void endsWithinTheIdleLimitWhenNobodyAnswers() throws Exception {
    Node root = tree();
    FakeBlockSource quiet = FakeBlockSource.streaming("daemon", dag).silent();

    FetchConfig brief = config().idleTimeout(Duration.ofMillis(400)).build();
    try (Fetcher fetcher = Fetcher.open(brief, SourcePlan.first(quiet))) {
      assertThatThrownBy(() -> fetcher.fetch(address(root), dir.resolve("out")))
          .isInstanceOf(FetchException.Unavailable.class)
          .hasMessageContaining("nothing arrived for 400 ms");
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void triesAgainWhatWasUnavailableForAMoment() throws Exception {
    Node root = tree();
    FakeBlockSource only = FakeBlockSource.streaming("daemon", dag).dyingAfter(50);
    SourcePlan plan = SourcePlan.first(only);

    FetchConfig patient = config().idleTimeout(Duration.ofSeconds(5)).build();
    try (Fetcher fetcher = Fetcher.open(patient, plan)) {
      FetchRequest request =
          FetchRequest.of(address(root), Output.toPath(dir.resolve("out")))
              .withListener(
                  event -> {
                    if (event instanceof FetchEvent.SourceNote note
                        && note.note().contains("rests")) {
                      only.dyingAfter(Integer.MAX_VALUE);
                    }
                  });
      fetcher.fetch(request);
    }

    assertIsTree(dir.resolve("out"));
  }

  @Test
  void failsAtOnceWhenTheSourceAsksForMoreTimeThanThereIs() {
    Node root = tree();
    FakeBlockSource busy =
        FakeBlockSource.streaming("gateway", dag)
            .always(new Outcome.Unavailable("429", java.util.Optional.of(Duration.ofSeconds(90))));

    FetchException.Unavailable failure =
        catchThrowableOfType(
            FetchException.Unavailable.class, () -> fetch(root, dir.resolve("out"), busy));

    assertThat(failure.getMessage()).contains("may be tried again in ");
    assertThat(failure.retryAfter()).isPresent();
  }

  @Test
  void fetchesABlockThatOccursAThousandTimesOnce() throws Exception {
    byte[] chunk = TestDag.noise(1_000, 7);
    Node leaf = dag.raw(chunk);
    Node file = dag.fileOf(Collections.nCopies(1_000, leaf));
    Node same = dag.directory(Entry.of("a", file), Entry.of("b", leaf));
    Node root = dag.directory(Entry.of("one", same), Entry.of("two", same));
    FakeBlockSource source = FakeBlockSource.blockByBlock("daemon", dag);

    FetchResult result = fetch(root, dir.resolve("out"), source);

    assertThat(source.delivered()).hasSize(4).doesNotHaveDuplicates();
    assertThat(Files.size(dir.resolve("out/two/a"))).isEqualTo(1_000_000);
    assertThat(dir.resolve("out/two/b")).hasBinaryContent(chunk);
    assertThat(result.bytes()).isEqualTo(2_002_000);
  }

  @Test
  void fetchesAWrappedLeafThatOccursTwiceOnce() throws Exception {
    Node leaf = dag.inlineFile(TestDag.noise(5_000, 3));
    Node root = dag.directory(Entry.of("a", leaf), Entry.of("b", dag.fileOf(List.of(leaf, leaf))));
    FakeBlockSource source = FakeBlockSource.blockByBlock("daemon", dag);

    fetch(root, dir.resolve("out"), source);

    assertThat(source.delivered()).hasSize(3).doesNotHaveDuplicates();
    assertThat(Files.size(dir.resolve("out/b"))).isEqualTo(10_000);
  }

  @Test
  void refusesATargetThatExistsBeforeAskingAnybody() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);
    Files.writeString(dir.resolve("out"), "mine");

    assertThatThrownBy(() -> fetch(root, dir.resolve("out"), source))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(source.wants()).isEmpty();
    assertThat(dir.resolve("out")).hasContent("mine");
  }

  @Test
  void resolvesAPathAndFetchesOnlyWhatIsBelow() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.blockByBlock("daemon", dag);

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      fetcher.fetch(address(root, "d1", "f7"), dir.resolve("f7"));
    }

    assertThat(dir.resolve("f7")).hasContent("content 1 7");
    assertThat(source.delivered()).hasSize(3);
  }

  @Test
  void saysWhichNameIsNotThere() {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      assertThatThrownBy(() -> fetcher.fetch(address(root, "d1", "nope"), dir.resolve("x")))
          .isInstanceOf(FetchException.NoSuchPath.class)
          .hasMessageContaining("\"nope\"");
    }
  }

  @Test
  void resolvesACidWithoutAnySource() throws Exception {
    Node root = tree();

    try (Fetcher fetcher = Fetcher.open(config().build(), new SourcePlan(List.of()))) {
      assertThat(fetcher.resolve(address(root)).cid()).isEqualTo(root.cid());
    }
  }

  @Test
  void listsADirectoryInItsStoredOrder() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.blockByBlock("daemon", dag);
    List<ListedEntry> heard = Collections.synchronizedList(new ArrayList<>());

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      fetcher.list(address(root), Fetcher.Detail.TYPES_AND_SIZES, heard::add);
    }

    assertThat(heard.stream().map(entry -> entry.name() + " " + entry.type()))
        .containsExactly(
            "d0 DIRECTORY", "d1 DIRECTORY", "d2 DIRECTORY", "large FILE", "link SYMLINK");
    assertThat(heard.get(3).size()).hasValue(300_000);
  }

  @Test
  void streamsAFileInOrder() throws Exception {
    byte[] content = TestDag.noise(700_000, 5);
    Node root = dag.file(content, 10_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FakeBlockSource source = FakeBlockSource.blockByBlock("daemon", dag);

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      fetcher.fetch(FetchRequest.of(address(root), Output.toStream(out)));
    }

    assertThat(out.toByteArray()).isEqualTo(content);
  }

  @Test
  void refusesToStreamADirectory() {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      assertThatThrownBy(
              () ->
                  fetcher.fetch(
                      FetchRequest.of(address(root), Output.toStream(new ByteArrayOutputStream()))))
          .isInstanceOf(FetchException.Unsupported.class)
          .hasMessageContaining("directory");
    }
  }

  @Test
  void stopsAtTheLimits() {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);
    Limits few = new Limits(1L << 30, 50, 100, 4_096);

    try (Fetcher fetcher = Fetcher.open(config().limits(few).build(), SourcePlan.first(source))) {
      assertThatThrownBy(() -> fetcher.fetch(address(root), dir.resolve("out")))
          .isInstanceOf(FetchException.LimitExceeded.class)
          .hasMessageContaining("max-entries");
    }
  }

  @Test
  void refusesAFileOfTenTerabytesBeforeItIsWritten() {
    Node part = new Node(dag.raw("x").cid(), 10_000_000_000_000L, 1);
    Node root = dag.fileOf(List.of(part));
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    assertThatThrownBy(() -> fetch(root, dir.resolve("out"), source))
        .isInstanceOf(FetchException.LimitExceeded.class)
        .hasMessageContaining("max-bytes");
  }

  @Test
  void refusesSizesThatLie() {
    Node root = dag.fileOf(List.of(dag.raw("12345")), 4);
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    assertThatThrownBy(() -> fetch(root, dir.resolve("out"), source))
        .isInstanceOf(FetchException.Malformed.class)
        .hasMessageContaining("declares 4 bytes and holds 5");
  }

  @Test
  void refusesTwoEntriesOfOneName() throws Exception {
    Node root = dag.directory(Entry.of("moo", dag.symlink("/etc")), Entry.of("moo", dag.raw("x")));
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    assertThatThrownBy(() -> fetch(root, dir.resolve("out"), source))
        .isInstanceOf(FetchException.UnsafeContent.class)
        .hasMessageContaining("two entries named \"moo\"");
    assertThat(left()).isEmpty();
  }

  @Test
  void cutsOffAStreamOfWhatNobodyWants() throws Exception {
    Node root = tree();
    List<byte[]> junk =
        IntStream.range(0, 200).mapToObj(i -> TestDag.noise(100_000, 1_000 + i)).toList();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag).sendingAlso(junk);

    FetchResult result = fetch(root, dir.resolve("out"), source);

    assertIsTree(dir.resolve("out"));
    assertThat(result.unwantedBytes()).isPositive();
  }

  @Test
  void aCancelledFetchLeavesNothing() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("daemon", dag).silent();

    FetchConfig patient = config().idleTimeout(Duration.ofMinutes(1)).build();
    try (Fetcher fetcher = Fetcher.open(patient, SourcePlan.first(source))) {
      Fetch fetch =
          fetcher.start(FetchRequest.of(address(root), Output.toPath(dir.resolve("out"))));
      fetch.future().cancel(true);

      assertThatThrownBy(fetch::await).isInstanceOf(CancellationException.class);
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void interruptingWhoWaitsCancelsTheFetch() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("daemon", dag).silent();

    FetchConfig patient = config().idleTimeout(Duration.ofMinutes(1)).build();
    try (Fetcher fetcher = Fetcher.open(patient, SourcePlan.first(source))) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> fetcher.fetch(address(root), dir.resolve("out")))
          .isInstanceOf(InterruptedException.class);
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void leavesNoThreadAfterClose() throws Exception {
    Node root = tree();

    fetch(root, dir.resolve("out"), FakeBlockSource.streaming("gateway", dag));

    assertThat(threads()).noneMatch(name -> name.startsWith("ipfs-fetch-"));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .collect(Collectors.toList());
  }

  @Test
  void aThrowingListenerHarmsNobody() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      FetchRequest request =
          FetchRequest.of(address(root), Output.toPath(dir.resolve("out")))
              .withListener(
                  event -> {
                    throw new UncheckedIOException(new IOException("listener"));
                  });
      fetcher.fetch(request);
    }

    assertIsTree(dir.resolve("out"));
  }

  @Test
  void tellsTheListenerTheStory() throws Exception {
    Node root = tree();
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);
    List<String> story = Collections.synchronizedList(new ArrayList<>());

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      FetchRequest request =
          FetchRequest.of(address(root), Output.toPath(dir.resolve("out")))
              .withListener(event -> story.add(line(event)));
      fetcher.fetch(request);
    }

    assertThat(story).contains("progress");
    assertThat(story.stream().filter(line -> !line.equals("progress")))
        .containsExactly(
            "NAME", "PATH", "resolved", "CONTENT", "gateway fake asked", "PLACING", "finished");
  }

  private static String line(FetchEvent event) {
    if (event instanceof FetchEvent.Entered entered) {
      return entered.phase().name();
    } else if (event instanceof FetchEvent.SourceNote note) {
      return note.origin() + " " + note.note();
    } else if (event instanceof FetchEvent.Resolved) {
      return "resolved";
    } else if (event instanceof FetchEvent.Finished) {
      return "finished";
    }
    return "progress";
  }

  @Test
  void saysWhichSettingsGiveASourceWhenThereIsNone() {
    Node root = tree();

    try (Fetcher fetcher = Fetcher.open(config().build(), new SourcePlan(List.of()))) {
      assertThatThrownBy(() -> fetcher.fetch(address(root), dir.resolve("out")))
          .isInstanceOf(FetchException.Unavailable.class)
          .hasMessageContaining("no source is configured");
    }
  }

  @Test
  void writesAnInlinedFileWithoutAnySource() throws Exception {
    Cid inlined = Cid.parse("bafkqaddwgevxmmraojswg33smq");

    try (Fetcher fetcher = Fetcher.open(config().build(), new SourcePlan(List.of()))) {
      fetcher.fetch(IpfsPath.of(inlined), dir.resolve("out"));
    }

    assertThat(dir.resolve("out")).hasContent("v1+v2 record");
  }

  @Test
  void writesAnEmptyFileThatNobodyCanSend() throws Exception {
    Node nothing = dag.raw("");
    Node root = dag.directory(Entry.of("empty", nothing), Entry.of("full", dag.raw("full")));
    FakeBlockSource source = FakeBlockSource.streaming("daemon", dag).lacking(nothing.cid());

    fetch(root, dir.resolve("out"), source);

    assertThat(dir.resolve("out/empty")).isEmptyFile();
    assertThat(dir.resolve("out/full")).hasContent("full");
  }

  @Test
  void asksTheSourceOfAStreamThatHangsForTheBlocksThemselves() throws Exception {
    Node root = tree();
    FakeBlockSource only = FakeBlockSource.streaming("gateway", dag).hangingAfter(90);

    fetch(root, dir.resolve("out"), only);

    assertIsTree(dir.resolve("out"));
  }

  @Test
  void writesNothingMoreAfterAWriteThatFailed() throws Exception {
    Node root = dag.file(TestDag.noise(300_000, 8), 1_000);
    FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OutputStream failingOnce =
        new OutputStream() {
          private int writes;

          @Override
          public void write(int b) {
            written.write(b);
          }

          @Override
          public void write(byte[] buffer, int offset, int length) throws IOException {
            if (++writes == 10) {
              throw new IOException("no room for the tenth");
            }
            written.write(buffer, offset, length);
          }
        };

    try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
      FetchRequest request = FetchRequest.of(address(root), Output.toStream(failingOnce));
      assertThatThrownBy(() -> fetcher.fetch(request)).hasMessage("no room for the tenth");
    }

    assertThat(written.size()).isEqualTo(9_000);
  }

  @Test
  void writesNoByteOfADirectoryThatIsToBeStreamed() throws Exception {
    Node root = tree();
    for (int i = 0; i < 50; i++) {
      FakeBlockSource source = FakeBlockSource.streaming("gateway", dag);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (Fetcher fetcher = Fetcher.open(config().build(), SourcePlan.first(source))) {
        FetchRequest request = FetchRequest.of(address(root), Output.toStream(out));
        assertThatThrownBy(() -> fetcher.fetch(request))
            .isInstanceOf(FetchException.Unsupported.class);
      }
      assertThat(out.size()).isZero();
    }
  }
}
