// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipfsfetch.FetchRequest;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.failure.FetchException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cat}: the bytes of one file, verified and in order, on standard output. */
@Command(
    name = "cat",
    description = "Write a file to standard output",
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class CatCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Invocation invocation;

  @Mixin private FetcherUse use = new FetcherUse();
  @Mixin private TalkOptions talk = new TalkOptions();
  @Mixin private HelpOptions help = new HelpOptions();

  CatCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return new Job(invocation, talk)
        .run(
            Job.Output.CONTENT,
            report ->
                use.with(
                    invocation,
                    report,
                    "cat",
                    Map.of(),
                    (path, config, fetcher) -> cat(path, fetcher, report)));
  }

  private Result cat(IpfsPath path, Fetcher fetcher, Report report)
      throws IOException, InterruptedException, UsageException {
    Console console = invocation.console();
    TerminalGuard guard = new TerminalGuard(console.out());
    OutputStream out =
        console.terminal().output() ? guard : new BufferedOutputStream(console.out(), BUFFER_BYTES);
    try {
      FetchResult result =
          fetcher.fetch(FetchRequest.of(path, Output.toStream(out)).withListener(report));
      out.flush();
      return new Result(List.of(), Tales.fields(result, "-"));
    } catch (FetchException.Unsupported e) {
      throw withHint(path, e);
    } catch (IOException e) {
      if (guard.hasRefused()) {
        throw new UsageException(
            "the content is binary and standard output is a terminal: redirect it, or use get");
      }
      throw e;
    }
  }

  /** By the words, as the library makes no difference; what it says of other things stays. */
  private static FetchException withHint(IpfsPath path, FetchException.Unsupported e) {
    if (e.getMessage().startsWith("it is a directory")) {
      return new FetchException.Unsupported(
          path + " is a directory and no file: get fetches it, ls lists it", e);
    } else if (e.getMessage().startsWith("it is a symlink")) {
      return new FetchException.Unsupported(
          path + " is a symlink and no file: get makes it on disk", e);
    }
    return e;
  }
}
