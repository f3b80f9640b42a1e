// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

/** How much beneath a wanted block the source may send unasked. */
public sealed interface Reach {

  /** The block alone, and those on the path to it. */
  record Block() implements Reach {}

  /**
   * One entity: all blocks of a file, or of the listing of a directory, without its children.
   *
   * @param from the first content byte of a file
   * @param to the last content byte, inclusive; {@link Long#MAX_VALUE} for the end of the file
   */
  record Entity(long from, long to) implements Reach {
    public Entity {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("bytes " + from + " to " + to);
      }
    }

    /** The whole entity. */
    public static Entity whole() {
      return new Entity(0, Long.MAX_VALUE);
    }

    public boolean isWhole() {
      return from == 0 && to == Long.MAX_VALUE;
    }
  }

  /** Everything beneath. */
  record All() implements Reach {}
}
