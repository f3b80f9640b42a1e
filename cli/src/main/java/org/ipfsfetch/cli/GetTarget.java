// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.progress.FetchListener;

/** Where {@code get} puts what it fetches. */
interface GetTarget {

  /** What happens to something that is already there. */
  enum Existing {
    REFUSE,
    REPLACE
  }

  FetchResult fetch(Fetcher fetcher, IpfsPath path, FetchListener listener)
      throws IOException, InterruptedException;

  /** The target as it was named, for people. */
  String shown();
}
