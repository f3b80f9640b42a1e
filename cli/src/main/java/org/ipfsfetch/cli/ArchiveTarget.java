// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.ipfsfetch.FetchRequest;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.progress.FetchListener;

/**
 * A TAR or CAR, in a file or on standard output.
 *
 * @param shown the file as it was named, {@code -} for standard output
 */
record ArchiveTarget(
    Form form, String shown, Existing existing, SymlinkPolicy symlinks, Invocation invocation)
    implements GetTarget {

  /** What is written. */
  enum Form {
    TAR,
    CAR
  }

  /** Headers are small and many. */
  private static final int BUFFER_BYTES = 1 << 17;

  @Override
  public FetchResult fetch(Fetcher fetcher, IpfsPath path, FetchListener listener)
      throws IOException, InterruptedException {
    if (shown.equals("-")) {
      return write(fetcher, path, listener, invocation.console().out());
    }
    Path file = invocation.surroundings().workingDirectory().resolve(shown);
    try (ArchiveFile archive = ArchiveFile.create(file, existing)) {
      FetchResult result = write(fetcher, path, listener, archive.out());
      archive.complete();
      return result;
    }
  }

  private FetchResult write(
      Fetcher fetcher, IpfsPath path, FetchListener listener, OutputStream out)
      throws IOException, InterruptedException {
    // not closed: after a failure, what has not been written must not follow
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    FetchResult result =
        switch (form) {
          case CAR -> fetcher.fetch(request(path, Output.toCar(buffered), listener));
          case TAR -> {
            TarSink sink = new TarSink(buffered, TargetName.of(path), symlinks);
            FetchResult tarred = fetcher.fetch(request(path, Output.toArchive(sink), listener));
            sink.finish();
            yield tarred;
          }
        };
    buffered.flush();
    return result;
  }

  private static FetchRequest request(IpfsPath path, Output output, FetchListener listener) {
    return FetchRequest.of(path, output).withListener(listener);
  }
}
