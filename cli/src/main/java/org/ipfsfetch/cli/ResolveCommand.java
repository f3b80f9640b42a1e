// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.ResolvedPath;
import org.ipfsfetch.address.IpfsPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code resolve}: an address becomes the CID it stands for. */
@Command(
    name = "resolve",
    description = "Show the CID that an address stands for",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class ResolveCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private FetcherUse use = new FetcherUse();
  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private HelpOptions help = new HelpOptions();

  ResolveCommand(Invocation invocation) {
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
                    "resolve",
                    Map.of(),
                    (path, config, fetcher) -> resolve(path, fetcher, report)));
  }

  private Result resolve(IpfsPath path, Fetcher fetcher, Report report)
      throws IOException, InterruptedException {
    ResolvedPath resolved = fetcher.resolve(path);
    if (!resolved.proven()) {
      report.warning(path + " is " + resolved.cid() + " only by the word of a source");
    }
    StringBuilder line = new StringBuilder(resolved.cid().toString());
    resolved.remainder().forEach(step -> line.append('/').append(Printable.of(step)));
    return Result.of(line.toString(), Tales.fields(resolved));
  }
}
