// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    List<Object> usable = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (BlockSourceProvider backend : invocation.backends().get()) {
      List<BlockSource> made = backend.create(config);
      if (made.isEmpty()) {
        reasons.add(backend.name() + ": " + backend.howToConfigure());
        report.item("backend", line(backend.name(), "-", Optional.of(backend.howToConfigure())),
            fields(backend.name(), "", Optional.of(backend.howToConfigure())));
      }
      for (BlockSource source : made) {
        try (source) {
          Optional<String> trouble = new SourceProbe(config.connectTimeout()).trouble(source);
          String origin = source.origin().name();
          report.item("backend", line(source.name(), origin, trouble),
              fields(source.name(), origin, trouble));
          if (trouble.isPresent()) {
            reasons.add(source.origin() + ": " + trouble.get());
          } else {
            usable.add(fields(source.name(), origin, trouble));
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

  private String line(String source, String origin, Optional<String> trouble) {
    return Printable.of(
        invocation
            .console()
            .redactor()
            .redact(source + "\t" + origin + "\t" + trouble.map(why -> "no: " + why).orElse("yes")))
        .replace("\\t", "\t");
  }

  private static Map<String, Object> fields(
      String source, String origin, Optional<String> trouble) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", source);
    if (!origin.isEmpty()) {
      fields.put("origin", origin);
    }
    fields.put("usable", trouble.isEmpty());
    trouble.ifPresent(why -> fields.put("reason", why));
    return fields;
  }
}
