// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sources}: each backend, and whether it can be used here. */
@Command(
    name = "sources",
    description = "Show which sources can be used here, or why not",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class SourcesCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private HelpOptions help = new HelpOptions();

  SourcesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new Job(invocation, talk).run(Job.Output.RESULT, this::show);
  }

  private Result show(Report report) throws Exception {
    FetchConfig config = sources.config(invocation, report, Map.of());
    BackendNames.check(config, invocation.backends().get());
    List<Object> usable = new ArrayList<>();
    for (BlockSourceProvider backend : invocation.backends().get()) {
      List<BlockSource> made = backend.create(config);
      if (made.isEmpty()) {
        tell(report, new Usability(backend.name(), "-", Optional.of(backend.howToConfigure())));
      }
      for (BlockSource source : made) {
        try (source) {
          Optional<String> trouble = new SourceProbe(config.connectTimeout()).trouble(source);
          Usability found = new Usability(source.name(), source.origin().name(), trouble);
          tell(report, found);
          if (trouble.isEmpty()) {
            usable.add(found.fields());
          }
        }
      }
    }
    if (usable.isEmpty()) {
      throw new FetchException.Unavailable(
          "no source can be used here", List.of(), Optional.empty());
    }
    return new Result(List.of(), Map.of("usable", usable));
  }

  private void tell(Report report, Usability found) throws IOException {
    String line =
        Stream.of(found.source(), found.origin(), found.verdict())
            .map(invocation.console().redactor()::redact)
            .map(Printable::of)
            .collect(Collectors.joining("\t"));
    report.item("backend", line, found.fields());
  }

  /**
   * Whether a source can be used.
   *
   * @param origin {@code -} for a backend that has no source
   * @param trouble why it cannot be used
   */
  private record Usability(String source, String origin, Optional<String> trouble) {

    String verdict() {
      return trouble.map(why -> "no: " + why).orElse("yes");
    }

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("source", source);
      if (!origin.equals("-")) {
        fields.put("origin", origin);
      }
      fields.put("usable", trouble.isEmpty());
      trouble.ifPresent(why -> fields.put("reason", why));
      return fields;
    }
  }
}
