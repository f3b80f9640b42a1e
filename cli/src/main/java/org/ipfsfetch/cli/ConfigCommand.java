// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipfsfetch.config.ConfigEntry;
import org.ipfsfetch.config.FetchConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config}: every setting with its effective value and where that comes from. */
@Command(
    name = "config",
    description = "Show every setting and where it comes from",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class ConfigCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private HelpOptions help = new HelpOptions();

  ConfigCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new Job(invocation, talk).run(Job.Output.RESULT, this::show);
  }

  private Result show(Report report) throws Exception {
    FetchConfig config = sources.config(invocation, report, limits.overrides());
    List<ConfigEntry> entries = config.describe();
    int width = entries.stream().mapToInt(entry -> setting(entry).length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    List<Object> settings = new ArrayList<>();
    for (ConfigEntry entry : entries) {
      String from = entry.origin().equals("default") ? "" : "  # " + entry.origin();
      String line = String.format(Locale.ROOT, "%-" + width + "s%s", setting(entry), from);
      lines.add(Printable.of(line.stripTrailing()));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", entry.key());
      fields.put("value", entry.value());
      fields.put("from", entry.origin());
      settings.add(fields);
    }
    return new Result(lines, Map.of("settings", settings));
  }

  /** As it would stand in a file. */
  private static String setting(ConfigEntry entry) {
    return entry.key() + "=" + entry.value();
  }
}
