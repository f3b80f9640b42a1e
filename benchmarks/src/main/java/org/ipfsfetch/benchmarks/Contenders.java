// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ipfsfetch.benchmarks.Contender.Clock;
import org.ipfsfetch.benchmarks.Contender.Trial;

/** The contenders for each way that content comes. */
final class Contenders {
  private final Tools tools;
  private final Surroundings around;

  Contenders(Surroundings around) {
    this.tools = around.tools();
    this.around = around;
  }

  /** Ours, and what it costs to start any Java program. */
  List<Contender> starting() {
    return List.of(
        Contender.of("ours", folder -> Command.of(tools.ours(), "--version")),
        Contender.of("java -version", folder -> Command.of(Tools.javaBinary(), "-version")));
  }

  /** What a gateway is fetched from with. */
  List<Contender> throughGateway(String gateway, String cid) {
    String car = gateway + "/ipfs/" + cid + "?format=car";
    String tar = gateway + "/ipfs/" + cid + "?format=tar";
    List<Contender> all = new ArrayList<>();
    all.add(Contender.of("ours", folder -> ours(cid, "gateway", "--gateway", gateway)));
    all.add(Contender.of("curl, CAR", folder -> Command.of("curl", "-sSf", "-o", "out.car", car)));
    all.add(
        Contender.of(
            "curl, TAR \\| tar x",
            folder -> Command.shell("mkdir out && curl -sSf \"$1\" | tar x -C out", tar)));
    lassie(gateway, cid).ifPresent(all::add);
    return all;
  }

  /** The second fetch of one process, against the first and only one of lassie. */
  List<Contender> warm(String gateway, String cid) {
    Contender second =
        Contender.of(
                "ours, second fetch",
                folder -> Command.of(tools.java(WarmFetch.class, gateway, cid)))
            .timedByItself();
    List<Contender> all = new ArrayList<>(List.of(second));
    lassie(gateway, cid).ifPresent(all::add);
    return all;
  }

  private Optional<Contender> lassie(String gateway, String cid) {
    Function<Path, Command> fetch =
        folder ->
            Command.of(
                tools.lassie().orElseThrow().toString(),
                "fetch",
                "--protocols=http",
                "--providers=" + gateway,
                "-o=out.car",
                cid);
    return tools.lassie().map(there -> Contender.of("lassie, CAR", fetch));
  }

  /** Through a daemon that has the content. */
  List<Contender> hot(Kubo daemon, String cid) throws IOException {
    String api = daemon.api();
    return List.of(
        Contender.of("ours", folder -> ours(cid, "daemon", "--daemon", api)),
        Contender.of("ipfs get", folder -> ipfsGet(daemon, cid)));
  }

  /** Through a daemon that is new for each run and has to fetch the content from a peer. */
  List<Contender> cold(String peerAddress, String cid) {
    return List.of(
        cold("ours", peerAddress, kubo -> ours(cid, "daemon", "--daemon", api(kubo))),
        cold("ipfs get", peerAddress, kubo -> ipfsGet(kubo, cid)));
  }

  private Contender cold(String name, String peerAddress, Function<Kubo, Command> command) {
    return new Contender(
        name,
        folder -> {
          Kubo newcomer = around.newcomer(folder, peerAddress);
          return new Trial() {
            @Override
            public Command command() {
              return command.apply(newcomer);
            }

            @Override
            public void close() {
              newcomer.close();
            }
          };
        },
        Clock.WHOLE_PROCESS);
  }

  /** Our command, which writes to {@code out}. */
  Command ours(String cid, String sources, String... more) {
    List<String> words =
        new ArrayList<>(List.of(tools.ours(), "get", "-q", "--sources", sources, "-o", "out"));
    words.addAll(List.of(more));
    words.add(cid);
    return Command.of(words);
  }

  private static Command ipfsGet(Kubo kubo, String cid) {
    return kubo.client("get", "--progress=false", "-o", "out", "/ipfs/" + cid);
  }

  private static String api(Kubo kubo) {
    try {
      return kubo.api();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
