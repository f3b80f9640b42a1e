// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

/**
 * How much a session asks for at once.
 *
 * @param streams CARs
 * @param blocks single blocks
 * @param blocksAtFirst single blocks until the first answer came: while nobody knows that the
 *     server speaks HTTP/2, each would open a connection of its own
 */
public record Slots(int streams, int blocks, int blocksAtFirst) {
  public Slots {
    if (streams < 1 || blocks < 1 || blocksAtFirst < 1) {
      throw new IllegalArgumentException(streams + ", " + blocks + ", " + blocksAtFirst);
    }
  }
}
