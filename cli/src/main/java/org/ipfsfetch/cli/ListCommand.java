// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.unixfs.EntryType;
import org.ipfsfetch.walk.ListedEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ls}: the entries of a directory, in the order they are stored. */
@Command(
    name = "ls",
    description = "List a directory",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class ListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private FetcherUse use = new FetcherUse();

  @Option(
      names = {"-l", "--long"},
      description = "Type, size and CID too")
  private boolean details;

  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private HelpOptions help = new HelpOptions();

  ListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new Job(invocation, talk)
        .run(
            Job.Output.RESULT,
            report ->
                use.with(
                    invocation,
                    report,
                    "ls",
                    Map.of(),
                    (path, config, fetcher) -> list(path, fetcher, report)));
  }

  private Result list(IpfsPath path, Fetcher fetcher, Report report)
      throws IOException, InterruptedException {
    AtomicLong count = new AtomicLong();
    fetcher.list(
        path,
        details ? Fetcher.Detail.TYPES_AND_SIZES : Fetcher.Detail.NAMES,
        entry -> {
          count.incrementAndGet();
          try {
            report.item("entry", line(entry), fields(entry));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("address", new Verbatim(path.toString()));
    fields.put("entries", count.get());
    return new Result(List.of(), fields);
  }

  private String line(ListedEntry entry) {
    String name = shown(entry.name());
    if (!details) {
      return name;
    }
    String size = entry.size().isPresent() ? Long.toString(entry.size().getAsLong()) : "-";
    String target = entry.linkTarget().map(to -> " -> " + shown(to)).orElse("");
    return String.format(
        Locale.ROOT, "%s %12s  %s  %s%s", letter(entry.type()), size, entry.cid(), name, target);
  }

  /** Names as they are where programs read them, harmless where people do. */
  private String shown(String name) {
    return invocation.console().terminal().output() ? Printable.of(name) : name;
  }

  private static String letter(EntryType type) {
    return switch (type) {
      case FILE -> "-";
      case DIRECTORY -> "d";
      case SYMLINK -> "l";
      case OTHER, UNKNOWN -> "?";
    };
  }

  private static Map<String, Object> fields(ListedEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", new Verbatim(entry.name()));
    fields.put("type", Tales.word(entry.type()));
    entry.size().ifPresent(size -> fields.put("size", size));
    fields.put("cid", entry.cid().toString());
    entry.linkTarget().ifPresent(target -> fields.put("linkTarget", new Verbatim(target)));
    return fields;
  }
}
