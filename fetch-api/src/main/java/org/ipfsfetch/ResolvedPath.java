// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.util.List;
import org.ipfsfetch.multiformats.Cid;

/**
 * What an address stands for.
 *
 * @param address what was asked for, in its canonical spelling
 * @param cid the block at the end of the path
 * @param remainder what of the path lies within that block, as data; empty for files and
 *     directories
 * @param proven false when the address is a name that only a source vouched for
 */
public record ResolvedPath(String address, Cid cid, List<String> remainder, boolean proven) {
  public ResolvedPath {
    remainder = List.copyOf(remainder);
  }
}
