// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.daemon.DaemonBlockSourceProvider;
import org.ipfsfetch.gateway.GatewayBlockSourceProvider;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.retrieval.SourcePlan;

/** Every kind of failure that the documentation tells of, played once each. */
final class FailureCases {

  /** Makes a failure happen. */
  @FunctionalInterface
  interface Play {
    CommandRun.Ended on(Stage stage) throws Exception;
  }

  private final Map<String, Play> plays = new LinkedHashMap<>();

  private FailureCases() {
    usage();
    unavailable();
    content();
    limits();
    disk();
    stopped();
  }

  /** By what went wrong, in the order of the page. */
  static Map<String, Play> all() {
    return new FailureCases().plays;
  }

  private void when(String whatWentWrong, Play play) {
    plays.put(whatWentWrong, play);
  }

  private void usage() {
    when("the address is none", stage -> wrongAddress(stage, "no-address!"));
    when(
        "the address is a CIDv0 in lower case",
        stage -> wrongAddress(stage, "qmbwqxbekc3p8tqskc98xmwnzrzdtrlmimpl8wbutgsmnr"));
    when("there is no address", stage -> stage.run().execute("get"));
    when(
        "there is no such flag",
        stage -> stage.calling("--fast", "FLAG").run().execute("get", "--fast", root(stage)));
    when(
        "a flag has a wrong value",
        stage ->
            stage.calling("soon", "VALUE").run().execute("get", "--timeout", "soon", root(stage)));
    when(
        "`--sources` names what is not there",
        stage ->
            stage
                .calling("\"pigeons\"", "\"NAME\"")
                .run()
                .with(FailureCases::withWhatIsConfigured)
                .withBackends(new DaemonBlockSourceProvider(), new GatewayBlockSourceProvider())
                .execute("get", "--sources", "pigeons", root(stage)));
    when(
        "`--from-car` names no file",
        stage ->
            stage
                .calling("x.car", "FILE")
                .run()
                .execute("get", "--from-car", "x.car", root(stage)));
    when(
        "`cat` of something binary, to a terminal",
        stage -> stage.run().onTerminal().execute("cat", stage.sample.inner.toString()));
  }

  private static CommandRun.Ended wrongAddress(Stage stage, String address) {
    return stage.calling(address, "ADDRESS").run().execute("get", address);
  }

  private void unavailable() {
    when(
        "no source is configured",
        stage ->
            stage
                .run()
                .with(FailureCases::withWhatIsConfigured)
                .execute("get", "--sources", "gateway", root(stage)));
    when("the daemon is not running", FailureCases::withoutDaemon);
    when(
        "nobody has it",
        stage -> {
          CommandRun run = stage.run();
          return run.with(FakeBlockSource.of(new Dag())).execute("get", root(stage));
        });
    when(
        "nobody has a part of it",
        stage -> {
          Dag dag = stage.sample.dag;
          Cid part = dag.file("only the root is there");
          Cid root = dag.directory(Map.of("part", part));
          CommandRun named = stage.calling("after 1 blocks", "after N blocks").run();
          dag.blocks().remove(part);
          return named.with(FakeBlockSource.of(dag)).execute("get", root.toString());
        });
    when(
        "a source sends something else",
        stage ->
            stage
                .calling("fake http://liar.example", "SOURCE")
                .calling("bytes that do not match", "WHY")
                .run()
                .with(FakeBlockSource.misbehaving("bytes that do not match"))
                .execute("get", root(stage)));
    when(
        "all sources are silent (`--idle-timeout`)",
        stage ->
            stage
                .calling("50 ms", "TIME")
                .run()
                .with(FakeBlockSource.silent())
                .execute("get", "--idle-timeout", "50ms", root(stage)));
  }

  private static CommandRun.Ended withoutDaemon(Stage stage) throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort(); // nobody listens there once it is closed
    }
    String url = "http://127.0.0.1:" + port;
    return stage
        .calling(url, "URL")
        .run()
        .with(FailureCases::withWhatIsConfigured)
        .execute("get", "--sources", "daemon", "--daemon", url, root(stage));
  }

  private void content() {
    when(
        "there is no such path",
        stage ->
            stage
                .calling("nothing/here", "PATH")
                .run()
                .execute("get", root(stage) + "/nothing/here"));
    when(
        "the content is malformed",
        stage -> {
          stage.calling("not a dag-pb block: protobuf field 31 has wire type 7, not 2", "WHY");
          return getting(stage, stage.sample.dag.broken());
        });
    when(
        "the codec is none that is read here",
        stage -> {
          stage.calling("0x300001", "CODEC");
          return getting(stage, stage.sample.dag.foreign());
        });
    when("`cat` of a directory", stage -> stage.run().execute("cat", root(stage)));
    when("`ls` of a file", stage -> stage.run().execute("ls", stage.sample.readme.toString()));
    when(
        "an entry's name would lead out of the target",
        stage -> {
          Dag dag = stage.sample.dag;
          return getting(stage, dag.directory(Map.of("..", dag.file("gotcha"))));
        });
    when(
        "a symlink would lead out of the target",
        stage -> {
          Dag dag = stage.calling("/etc", "PATH").sample.dag;
          return getting(stage, dag.directory(Map.of("NAME", dag.symlink("/etc"))));
        });
  }

  private void limits() {
    when(
        "more bytes than `--max-bytes`",
        stage -> {
          Dag dag = stage.sample.dag;
          String root = dag.directory(Map.of("NAME", stage.sample.readme)).toString();
          return stage
              .calling("13 bytes", "SIZE bytes")
              .calling("3 bytes", "N bytes")
              .run()
              .execute("get", "--max-bytes", "3", root);
        });
    when(
        "more entries than `--max-entries`",
        stage ->
            stage
                .calling("2 entries", "N entries")
                .run()
                .execute("get", "--max-entries", "2", root(stage)));
    when(
        "deeper than `--max-depth`",
        stage ->
            stage
                .calling("sub/inner.bin", "PATH")
                .calling("1 levels", "N levels")
                .run()
                .execute("get", "--max-depth", "1", root(stage)));
    when(
        "longer than `--timeout`",
        stage ->
            stage
                .calling("0.05 s", "TIME")
                .run()
                .with(FakeBlockSource.silent())
                .execute("get", "--timeout", "50ms", root(stage)));
  }

  private void disk() {
    when(
        "the folder of the target is missing",
        stage ->
            calling(stage, "no/such", "FOLDER").execute("get", "-o", "no/such/tree", root(stage)));
    when(
        "the folder of the archive is missing",
        stage ->
            calling(stage, "no/such", "FOLDER")
                .execute("get", "--tar", "no/such/a.tar", root(stage)));
    when("the disk is full", FullDisk::play);
    when(
        "standard output goes to a full disk",
        stage ->
            stage
                .run()
                .withOutput(stage.taking(3, "No space left on device"))
                .execute("cat", stage.sample.readme.toString()));
    when(
        "the target exists",
        stage ->
            calling(stage.having("tree/mine", "precious"), "tree", "PATH")
                .execute("get", "-o", "tree", root(stage)));
    when(
        "the archive exists",
        stage ->
            calling(stage.having("a.tar", "precious"), "a.tar", "PATH")
                .execute("get", "--tar", "a.tar", root(stage)));
    when(
        "anything fails, with `--overwrite` over what exists",
        stage -> {
          CommandRun named = stage.having("tree/mine", "precious").run();
          return named
              .with(FakeBlockSource.of(new Dag()))
              .execute("get", "--overwrite", "-o", "tree", root(stage));
        });
  }

  private static CommandRun calling(Stage stage, String path, String placeholder) {
    return stage.calling(stage.folder.resolve(path).toString(), placeholder).run();
  }

  private void stopped() {
    when("Ctrl-C, SIGINT", stage -> stoppedBy(ExitCode.INTERRUPTED, stage));
    when("SIGTERM", stage -> stoppedBy(ExitCode.TERMINATED, stage));
    when("the terminal is closed, SIGHUP", stage -> stoppedBy(ExitCode.HUNG_UP, stage));
    when(
        "whoever reads standard output has gone",
        stage ->
            stage
                .run()
                .withOutput(stage.taking(3, "Broken pipe"))
                .execute("cat", stage.sample.readme.toString()));
    when(
        "a mistake of ours",
        stage ->
            stage
                .calling("java.lang.IllegalStateException: out of luck", "WHY")
                .run()
                .with(
                    (config, plan) -> {
                      throw new IllegalStateException("out of luck");
                    })
                .execute("get", root(stage)));
  }

  private static CommandRun.Ended stoppedBy(ExitCode signal, Stage stage) {
    FakeBlockSource silent = FakeBlockSource.silent();
    Stop stop = new Stop(Thread.currentThread(), any -> {});
    Thread user =
        new Thread(
            () -> {
              try {
                silent.awaitWant();
                stop.request(signal);
              } catch (InterruptedException ignored) { // the test has ended
              }
            });
    user.setDaemon(true);
    user.start();
    return stage.run().with(silent).execute(stop, "get", root(stage));
  }

  private static CommandRun.Ended getting(Stage stage, Cid cid) {
    return stage.run().execute("get", cid.toString());
  }

  private static String root(Stage stage) {
    return stage.sample.root.toString();
  }

  private static Fetcher withWhatIsConfigured(FetchConfig config, Optional<SourcePlan> plan) {
    return Fetcher.open(config);
  }
}
