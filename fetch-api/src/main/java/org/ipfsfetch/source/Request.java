// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.List;
import org.ipfsfetch.multiformats.Cid;

/**
 * What a whole session is about.
 *
 * @param root the CID that the address named, or that its name stood for; what providers announce
 * @param path the names below it, from the address
 * @param hints who is said to have it, as multiaddrs; may be empty
 * @param maxUnreleasedBytes how much a session may have delivered and not got back; at least one
 *     block of 2 MiB fits whatever this says
 */
public record Request(Cid root, List<String> path, List<String> hints, long maxUnreleasedBytes) {
  public Request {
    path = List.copyOf(path);
    hints = List.copyOf(hints);
    if (maxUnreleasedBytes <= 0) {
      throw new IllegalArgumentException("maxUnreleasedBytes " + maxUnreleasedBytes);
    }
  }
}
