// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.Objects;

/**
 * The peer or the URL that bytes came from; what is blamed or praised.
 *
 * @param source the name of the backend it was reached through
 * @param name a peer id, or a URL without user, password and query
 */
public record Origin(String source, String name) {
  public Origin {
    Objects.requireNonNull(source);
    Objects.requireNonNull(name);
  }

  @Override
  public String toString() {
    return source + " " + name;
  }
}
