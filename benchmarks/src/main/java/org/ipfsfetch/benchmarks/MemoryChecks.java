// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How much memory ours takes, with a heap of 64 MiB, for what is large in one way or another. */
final class MemoryChecks {
  private static final String NAME = "memory/";
  private static final double BOUND_MEGABYTES = 220;
  private static final long SLOW_BYTES_PER_SECOND = 20_000_000;
  private static final long FREE_FOR_LARGE = 40_000_000_000L;
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Options options;
  private final Surroundings around;
  private final Contenders contenders;
  private final Runner runner;
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  MemoryChecks(Options options, Surroundings around, Runner runner, Path folder) {
    this.options = options;
    this.around = around;
    this.contenders = new Contenders(around);
    this.runner = runner;
    this.folder = folder;
  }

  /** All names there are; those of 10 GiB count only when it is asked for. */
  static List<String> names() {
    return Stream.of(
            "hamt-gateway",
            "hamt-daemon",
            "1gib-gateway",
            "1gib-daemon",
            "1gib-cat",
            "10gib-gateway",
            "10gib-daemon")
        .map(name -> NAME + name)
        .toList();
  }

  private Content entries() {
    return options.quick()
        ? new Content("hamt", "a directory of 7,000", 1, 7_000, 16)
        : new Content("hamt", "a directory of 200,000", 1, 200_000, 16);
  }

  private Content file() {
    return options.quick()
        ? Content.oneFile("1gib", "16 MiB", 16 << 20)
        : Content.oneFile("1gib", "1 GiB", 1L << 30);
  }

  private static Content largeFile() {
    return Content.oneFile("10gib", "10 GiB", 10L << 30);
  }

  /** Runs those that are wanted: many entries first, as small files come before large ones. */
  void run() throws IOException, InterruptedException {
    checkGet(entries());
    checkGet(file());
    checkSlowReader(file());
    if (options.large()) {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < FREE_FOR_LARGE) {
        System.err.println("without 10 GiB: the disk has only " + free / 1_000_000_000 + " GB");
      } else {
        checkGet(largeFile());
      }
    }
  }

  private void checkGet(Content content) throws IOException, InterruptedException {
    String gateway = around.source().gateway().toString();
    String api = around.source().api();
    if (options.wants(NAME + content.name() + "-gateway")) {
      Command get = contenders.ours(around.cidOf(content), "gateway", "--gateway", gateway);
      check("get " + content.label() + ", gateway", get, content);
    }
    if (options.wants(NAME + content.name() + "-daemon")) {
      Command get = contenders.ours(around.cidOf(content), "daemon", "--daemon", api);
      check("get " + content.label() + ", daemon", get, content);
    }
  }

  private void checkSlowReader(Content content) throws IOException, InterruptedException {
    if (options.wants(NAME + content.name() + "-cat")) {
      Command cat =
          Command.of(
              around.tools().ours(),
              "cat",
              "-q",
              "--sources",
              "gateway",
              "--gateway",
              around.source().gateway().toString(),
              around.cidOf(content));
      SlowReader reader = new SlowReader(content.bytes());
      check("cat " + content.label() + " to a reader of 20 MB/s", cat.readBy(reader), Content.NONE);
    }
  }

  private void check(String what, Command command, Content content)
      throws IOException, InterruptedException {
    Path place = Files.createDirectories(folder.resolve("memory-" + lines.size()));
    Measurement measured =
        runner.measure(command.with("IPFS_FETCH_JAVA_OPTS", "-Xmx64m"), place, LIMIT, content);
    Runner.tell(what, measured);
    boolean ok = measured.isDone() && measured.peakMegabytes() < BOUND_MEGABYTES;
    lines.add(
        Tables.line(
            Stream.of(
                what,
                String.format(Locale.ROOT, "%.1f", measured.seconds()),
                String.format(Locale.ROOT, "%.0f", measured.peakMegabytes()),
                String.format(Locale.ROOT, "%.0f", BOUND_MEGABYTES),
                ok ? "ok" : "NOT ok " + measured.trouble())));
    Runner.dropOneFile(content, place);
  }

  /** The table; empty when nothing was wanted. */
  String toMarkdown() {
    return lines.isEmpty()
        ? ""
        : "\n**Memory, with `-Xmx64m`**\n\n| work | s | peak MB | bound | |\n| --- | ---: | ---: | ---: | --- |\n"
            + String.join("", lines);
  }

  /** Reads as slowly as it says, and complains when it was not all. */
  private record SlowReader(long expectedBytes) implements Command.Reader {
    @Override
    public void read(InputStream in) throws IOException, InterruptedException {
      byte[] buffer = new byte[1 << 16];
      long began = System.nanoTime();
      long total = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        total += count;
        long due = began + (long) (total * 1e9 / SLOW_BYTES_PER_SECOND);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
      if (total != expectedBytes) {
        throw new IOException("read " + total + " of " + expectedBytes + " bytes");
      }
    }
  }
}
