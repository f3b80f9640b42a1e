// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.ipfsfetch.FetchRequest;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.progress.FetchListener;

/**
 * Files on disk.
 *
 * @param shown the path as it was named
 */
record TreeTarget(String shown, Path path, Existing existing) implements GetTarget {

  @Override
  public FetchResult fetch(Fetcher fetcher, IpfsPath address, FetchListener listener)
      throws IOException, InterruptedException {
    Output output = existing == Existing.REPLACE ? Output.overwriting(path) : Output.toPath(path);
    return fetcher.fetch(FetchRequest.of(address, output).withListener(listener));
  }
}
