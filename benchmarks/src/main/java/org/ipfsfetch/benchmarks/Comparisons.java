// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.ipfsfetch.benchmarks.Comparison.Way;

/**
 * What is compared, in the order it runs: small files first, since creating them is slow for long
 * after anything large was deleted; within that from the quick to the slow.
 */
final class Comparisons {
  private static final Way START = new Way("start", "Starting");
  private static final Way GATEWAY = new Way("gateway", "Through a gateway, loopback");
  private static final Way GATEWAY_FAR = new Way("gateway-50ms", "Through a gateway, 50 ms away");
  private static final Way WARM = new Way("warm", "Through a gateway, loopback, in a warm JVM");
  private static final Way HOT =
      new Way("daemon-hot", "Through a kubo daemon that has the content");
  private static final Way COLD =
      new Way("daemon-cold", "Through a new kubo daemon, content on another, loopback");
  private static final Way COLD_FAR =
      new Way("daemon-cold-50ms", "Through a new kubo daemon, content on another, 50 ms away");
  private static final int RUNS = 5;
  private static final int RUNS_IF_SLOW = 3;

  private final Options options;
  private final Surroundings around;
  private final Contenders contenders;
  private final List<Comparison> all = new ArrayList<>();

  private Comparisons(Options options, Surroundings around) {
    this.options = options;
    this.around = around;
    this.contenders = new Contenders(around);
  }

  /** All names there are. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(START.name() + "/" + Content.NONE.name()));
    for (String content : List.of("10k", "hamt", "1gib")) {
      for (Way way : List.of(GATEWAY, GATEWAY_FAR, WARM, HOT, COLD, COLD_FAR)) {
        names.add(way.name() + "/" + content);
      }
    }
    return names;
  }

  /** The contents, little ones when it has to be quick. */
  static List<Content> contents(Options options) {
    return options.quick()
        ? List.of(
            new Content("10k", "200 × 4 KiB in 10 directories", 10, 200, 4096),
            new Content("hamt", "HAMT directory of 7,000", 1, 7_000, 16),
            Content.oneFile("1gib", "16 MiB", 16 << 20))
        : List.of(
            new Content("10k", "10,000 × 4 KiB in 100 directories", 100, 10_000, 4096),
            new Content("hamt", "HAMT directory of 20,000", 1, 20_000, 16),
            Content.oneFile("1gib", "1 GiB in one file", 1L << 30));
  }

  /** All that the options want; content that is missing is added. */
  static List<Comparison> wanted(Options options, Surroundings around)
      throws IOException, InterruptedException {
    Comparisons list = new Comparisons(options, around);
    list.add(START, Content.NONE, RUNS, cid -> list.contenders.starting());
    for (Content content : contents(options)) {
      list.addAll(content);
    }
    return list.all;
  }

  private void addAll(Content content) throws IOException, InterruptedException {
    URI gateway = around.source().gateway();
    String near = at(gateway.getPort());
    add(GATEWAY, content, RUNS, cid -> contenders.throughGateway(near, cid));
    add(
        GATEWAY_FAR,
        content,
        RUNS,
        cid -> contenders.throughGateway(at(around.farAway(gateway.getPort())), cid));
    add(WARM, content, RUNS, cid -> contenders.warm(near, cid));
    add(HOT, content, RUNS, cid -> contenders.hot(around.source(), cid));
    String peer = around.source().peerAddress();
    add(COLD, content, RUNS_IF_SLOW, cid -> contenders.cold(peer, cid));
    add(COLD_FAR, content, RUNS_IF_SLOW, cid -> contenders.cold(farAway(peer), cid));
  }

  private static String at(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** The peer's multiaddr through the distance. */
  private String farAway(String peerAddress) throws IOException {
    String[] parts = peerAddress.split("/"); // "", ip4, address, tcp, port, p2p, id
    parts[4] = Integer.toString(around.farAway(Integer.parseInt(parts[4])));
    return String.join("/", parts);
  }

  /** Makes the contenders for a CID. */
  private interface Making {
    List<Contender> contendersFor(String cid) throws IOException;
  }

  private void add(Way way, Content content, int usualRuns, Making making)
      throws IOException, InterruptedException {
    if (options.wants(way.name() + "/" + content.name())) {
      String cid = content.files() == 0 ? "" : around.cidOf(content);
      all.add(new Comparison(way, content, making.contendersFor(cid), options.runs(usualRuns)));
    }
  }
}
