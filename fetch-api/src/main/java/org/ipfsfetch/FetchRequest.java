// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.util.Objects;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.progress.FetchListener;

/**
 * What to fetch, and where to. Immutable.
 *
 * @param listener hears of progress
 */
public record FetchRequest(IpfsPath path, Output output, FetchListener listener) {
  public FetchRequest {
    Objects.requireNonNull(path);
    Objects.requireNonNull(output);
    Objects.requireNonNull(listener);
  }

  public static FetchRequest of(IpfsPath path, Output output) {
    return new FetchRequest(path, output, FetchListener.silent());
  }

  public FetchRequest withListener(FetchListener hears) {
    return new FetchRequest(path, output, hears);
  }
}
