// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.daemon.DaemonBlockSourceProvider;
import org.ipfsfetch.gateway.GatewayBlockSourceProvider;
import org.ipfsfetch.multiformats.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code, its message, and what is left. */
class ExitCodeTest {
  @TempDir Path folder;

  private final Dag.Sample sample = new Dag.Sample();

  private CommandRun.Ended get(Dag dag, Cid root, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "get";
    arguments[1] = root.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return CommandRun.in(folder).with(FakeBlockSource.of(dag)).execute(arguments);
  }

  private void nothingIsLeft() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static void oneLine(CommandRun.Ended ended) {
    assertThat(ended.err()).startsWith("ipfs-fetch: ").endsWith("\n").doesNotContain("\tat ");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void theNumbersAreAPromise() {
    assertThat(ExitCode.values())
        .extracting(code -> code.kind() + " " + code.number())
        .containsExactly(
            "done 0",
            "internal 1",
            "usage 2",
            "unavailable 3",
            "no-such-path 4",
            "malformed 5",
            "unsupported 6",
            "limit 7",
            "unsafe-content 8",
            "disk 9",
            "target-exists 10",
            "hung-up 129",
            "interrupted 130",
            "closed-pipe 141",
            "terminated 143");
  }

  @Test
  void isZeroWhenItIsDone() {
    CommandRun.Ended ended = get(sample.dag, sample.root, "-o", "tree");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(folder.resolve("tree/readme.txt")).hasContent("hello, world\n");
  }

  @Test
  void isOneForAMistakeOfOurs() throws IOException {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(
                (config, plan) -> {
                  throw new IllegalStateException("out of luck");
                })
            .execute("get", sample.root.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("internal error").contains("out of luck");
    oneLine(ended);
    nothingIsLeft();
  }

  @Test
  void isTwoForAnAddressThatIsNone() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("get", "no-address-at-all!");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no-address-at-all!");
    oneLine(ended);
  }

  @Test
  void isTwoForAFlagThatIsNone() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("get", "--fast", "bafkqaaa");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo("ipfs-fetch: there is no option --fast; see ipfs-fetch get --help\n");
  }

  @Test
  void isTwoForASettingThatIsNone() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("get", "--timeout", "soon", "bafkqaaa");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith("ipfs-fetch: --timeout: \"soon\" is not a duration; allowed: ")
        .doesNotContain("set by");
    oneLine(ended);
  }

  @Test
  void isTwoForAFlagCalledOtherwiseThanItsSetting() {
    CommandRun.Ended gateway =
        CommandRun.in(folder).execute("get", "--gateway", "ftp://u:secret@host", "bafkqaaa");
    CommandRun.Ended daemon = CommandRun.in(folder).execute("config", "--daemon", "two words");

    assertThat(gateway.code()).isEqualTo(2);
    assertThat(gateway.err())
        .startsWith("ipfs-fetch: --gateway: \"ftp://***@host\" is neither")
        .doesNotContain("gateway.urls")
        .doesNotContain("secret");
    assertThat(daemon.code()).isEqualTo(2);
    assertThat(daemon.err()).startsWith("ipfs-fetch: --daemon: \"two words\" is not");
  }

  @Test
  void isTwoForASettingThatAVariableHas() {
    CommandRun.Ended ended =
        CommandRun.in(folder).withVariable("IPFS_FETCH_TIMEOUT", "soon").execute("get", "bafkqaaa");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("timeout").contains("IPFS_FETCH_TIMEOUT");
    oneLine(ended);
  }

  private CommandRun.Ended withoutPigeons(String command, String... more) {
    return CommandRun.in(folder)
        .with((config, plan) -> Fetcher.open(config))
        .withVariable("IPFS_FETCH_SOURCES", "pigeons")
        .withBackends(new GatewayBlockSourceProvider(), new DaemonBlockSourceProvider())
        .execute(Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void isTwoForSourcesThatAreNotThere() {
    CommandRun.Ended ended =
        withoutPigeons("get", "--sources", "daemon,drums", sample.root.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo("ipfs-fetch: --sources names \"drums\"; there are: daemon, gateway\n");
    assertThat(withoutPigeons("sources", "--sources", "drums").err()).isEqualTo(ended.err());
  }

  @Test
  void isTwoForSourcesThatAreNotThereAndSaysWhoNamedThem() {
    CommandRun.Ended ended = withoutPigeons("get", sample.root.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "ipfs-fetch: sources, set by environment variable IPFS_FETCH_SOURCES,"
                + " names \"pigeons\"; there are: daemon, gateway\n");
  }

  @Test
  void isThreeWhenNobodyHasIt() throws IOException {
    Dag empty = new Dag();

    CommandRun.Ended ended = get(empty, sample.root);

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).startsWith("ipfs-fetch: ").contains("  ").contains("fake.example");
    nothingIsLeft();
  }

  @Test
  void isThreeWithTheTimeWhenASourceAsksToBeLeftAlone() {
    FakeBlockSource busy =
        FakeBlockSource.unavailable("too many requests", Optional.of(Duration.ofMinutes(2)));

    CommandRun.Ended ended =
        CommandRun.in(folder).with(busy).execute("get", sample.root.toString());

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("too many requests");
  }

  @Test
  void isThreeWithoutAnySourceAndDoesNotSayThatNobodyHasIt() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("get", sample.root.toString());

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("no source").doesNotContain("nobody has");
  }

  @Test
  void isSevenAfterTheTimeout() throws IOException {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.silent())
            .execute("get", "--timeout", "50ms", sample.root.toString());

    assertThat(ended.code()).isEqualTo(7);
    nothingIsLeft();
  }

  @Test
  void isFourForAPathThatIsNotThere() throws IOException {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .execute("get", sample.root + "/nothing/here");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).contains("nothing");
    oneLine(ended);
    nothingIsLeft();
  }

  @Test
  void isFiveForContentThatIsBroken() throws IOException {
    Dag dag = new Dag();

    CommandRun.Ended ended = get(dag, dag.broken());

    assertThat(ended.code()).isEqualTo(5);
    oneLine(ended);
    nothingIsLeft();
  }

  @Test
  void isSixForContentThatIsNoFile() throws IOException {
    Dag dag = new Dag();

    CommandRun.Ended ended = get(dag, dag.foreign());

    assertThat(ended.code()).isEqualTo(6);
    oneLine(ended);
    nothingIsLeft();
  }

  @Test
  void isSevenBeyondALimit() throws IOException {
    CommandRun.Ended ended = get(sample.dag, sample.root, "--max-entries", "2");

    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.err()).contains("max-entries");
    oneLine(ended);
    nothingIsLeft();
  }

  @Test
  void isEightForANameThatClimbs() throws IOException {
    Dag dag = new Dag();
    Cid root = dag.directory(Map.of("..", dag.file("gotcha")));

    CommandRun.Ended ended = get(dag, root);

    assertThat(ended.code()).isEqualTo(8);
    oneLine(ended);
    nothingIsLeft();
  }

  @Test
  void isEightForALinkThatEscapesUnlessAllowed() {
    Dag dag = new Dag();
    Cid root = dag.directory(Map.of("out", dag.symlink("/etc")));

    assertThat(get(dag, root, "-o", "refused").code()).isEqualTo(8);
    assertThat(get(dag, root, "-o", "kept", "--allow-escaping-symlinks").code()).isZero();
    assertThat(folder.resolve("kept/out")).isSymbolicLink();
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void isNineWhenItCannotBeWritten() {
    CommandRun.Ended ended = get(sample.dag, sample.root, "-o", "no/such/folder/tree");

    assertThat(ended.code()).isEqualTo(9);
    oneLine(ended);
  }

  @Test
  void isNineWhenStandardOutputIsFull() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .withOutput(
                new java.io.OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw new IOException("No space left on device");
                  }
                })
            .execute("cat", sample.readme.toString());

    assertThat(ended.code()).isEqualTo(9);
    assertThat(ended.err())
        .isEqualTo("ipfs-fetch: cannot write to standard output: No space left on device\n");
  }

  @Test
  void isTenWhenTheTargetExists() throws IOException {
    Files.createDirectory(folder.resolve("tree"));
    Files.writeString(folder.resolve("tree/mine"), "precious");

    CommandRun.Ended ended = get(sample.dag, sample.root, "-o", "tree");

    assertThat(ended.code()).isEqualTo(10);
    assertThat(ended.err()).contains("tree exists already").contains("--overwrite");
    oneLine(ended);
    assertThat(folder.resolve("tree/mine")).hasContent("precious");
  }

  @Test
  void isThatOfTheSignalWhenStopped() throws Exception {
    for (ExitCode signal :
        java.util.List.of(ExitCode.INTERRUPTED, ExitCode.TERMINATED, ExitCode.HUNG_UP)) {
      FakeBlockSource silent = FakeBlockSource.silent();
      Stop stop = new Stop(Thread.currentThread(), any -> {});
      CountDownLatch done = new CountDownLatch(1);
      Thread user =
          new Thread(
              () -> {
                try {
                  silent.awaitWant();
                  stop.request(signal);
                } catch (InterruptedException ignored) { // the test has ended
                } finally {
                  done.countDown();
                }
              });
      user.start();

      CommandRun.Ended ended =
          CommandRun.in(folder).with(silent).execute(stop, "get", sample.root.toString());

      done.await();
      assertThat(ended.code()).isEqualTo(signal.number());
      assertThat(ended.err()).doesNotContain("Exception");
      nothingIsLeft();
    }
  }

  @Test
  void is141AndQuietWhenTheReaderHasGone() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .withOutput(CommandRun.closedAfter(3))
            .execute("cat", sample.readme.toString());

    assertThat(ended.code()).isEqualTo(141);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void is141WhenNobodyReadsTheListing() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .withOutput(CommandRun.closedAfter(0))
            .execute("ls", sample.root.toString());

    assertThat(ended.code()).isEqualTo(141);
    assertThat(ended.err()).isEmpty();
  }
}
