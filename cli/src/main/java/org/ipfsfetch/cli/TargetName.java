// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import org.ipfsfetch.address.IpfsPath;

/** What fetched content is called where nobody named it. */
final class TargetName {
  private TargetName() {}

  /** The last name of the address, else its CID; never a way out of the folder. */
  static String of(IpfsPath path) {
    String name = path.suggestedName();
    boolean isOneName =
        !name.isEmpty()
            && !name.equals(".")
            && !name.equals("..")
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
    return isOneName ? name : path.cid().map(Object::toString).orElse("fetched");
  }
}
