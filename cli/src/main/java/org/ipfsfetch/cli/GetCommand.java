// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.SymlinkPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code get}: content becomes files, a TAR or a CAR. */
@Command(
    name = "get",
    description = "Fetch a file or a directory, verified, to disk",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class GetCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private FetcherUse use = new FetcherUse();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = "Where to (the last name of the address, else its CID)")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--tar",
      paramLabel = "FILE",
      description = "Write a TAR instead (- for standard output)")
  private Optional<String> tar = Optional.empty();

  @Option(
      names = "--car",
      paramLabel = "FILE",
      description = "Write a CAR instead (- for standard output)")
  private Optional<String> car = Optional.empty();

  @Option(names = "--overwrite", description = "Replace what is there")
  private boolean overwrite;

  @Option(names = "--allow-escaping-symlinks", description = "Make links that point outside, too")
  private boolean allowEscaping;

  @Option(names = "--fsync", description = "Force each file to the disk")
  private boolean fsync;

  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private HelpOptions help = new HelpOptions();

  GetCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    boolean contentOwnsOutput = isStandard(tar) || isStandard(car);
    Job job = new Job(invocation, talk);
    return job.run(
        contentOwnsOutput ? Job.Output.CONTENT : Job.Output.RESULT,
        report -> {
          requireOneOutput(contentOwnsOutput);
          return use.with(
              invocation,
              report,
              "get",
              overrides(),
              (path, config, fetcher) -> get(path, config, fetcher, report));
        });
  }

  private Result get(IpfsPath path, FetchConfig config, Fetcher fetcher, Report report)
      throws Exception {
    GetTarget target = target(path, config.symlinks());
    FetchResult result = target.fetch(fetcher, path, report);
    Tales.warnings(result).forEach(report::warning);
    return talk.verbosity() == Verbosity.QUIET
        ? new Result(java.util.List.of(), Tales.fields(result, target.shown()))
        : Result.of(Tales.line(result, target.shown()), Tales.fields(result, target.shown()));
  }

  private GetTarget target(IpfsPath path, SymlinkPolicy symlinks) {
    GetTarget.Existing existing =
        overwrite ? GetTarget.Existing.REPLACE : GetTarget.Existing.REFUSE;
    if (tar.isPresent()) {
      return new ArchiveTarget(ArchiveTarget.Form.TAR, tar.get(), existing, symlinks, invocation);
    } else if (car.isPresent()) {
      return new ArchiveTarget(ArchiveTarget.Form.CAR, car.get(), existing, symlinks, invocation);
    }
    String name = output.orElseGet(() -> TargetName.of(path));
    Path at = invocation.surroundings().workingDirectory().resolve(name);
    return new TreeTarget(name, at, existing);
  }

  private void requireOneOutput(boolean contentOwnsOutput) throws UsageException {
    if (output.filter("-"::equals).isPresent()) {
      throw new UsageException(
          "get writes files, not standard output: cat writes a file there, get --tar - anything");
    }
    if (output.filter(String::isEmpty).isPresent()) {
      throw new UsageException("-o names nothing");
    }
    if ((output.isPresent() ? 1 : 0) + (tar.isPresent() ? 1 : 0) + (car.isPresent() ? 1 : 0) > 1) {
      throw new UsageException("choose one of -o, --tar and --car");
    }
    if (contentOwnsOutput && invocation.console().terminal().output()) {
      throw new UsageException(
          "an archive is binary and standard output is a terminal: name a file, or pipe it on");
    }
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>();
    if (allowEscaping) {
      overrides.put("symlinks", "allow-escaping");
    }
    if (fsync) {
      overrides.put("fsync", "true");
    }
    return overrides;
  }

  private static boolean isStandard(Optional<String> file) {
    return file.filter("-"::equals).isPresent();
  }
}
