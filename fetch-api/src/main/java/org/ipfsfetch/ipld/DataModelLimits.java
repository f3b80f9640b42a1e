// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import org.ipfsfetch.multiformats.DecodeException;

/**
 * How deep and how large a decoded value may become. Counts down while one is read; for one thread.
 */
final class DataModelLimits {
  /** As in go-ipld-prime; two small frames a level fit into any stack. */
  static final int MAX_DEPTH = 1024;

  /**
   * A byte of input can become an object of 24 bytes and more. A million of them fit into a small
   * heap; no block of 1 MiB in the wild comes near.
   */
  private static final int MAX_VALUES = 1 << 20;

  private int depth;
  private int values;

  /** Before each value. */
  void count() throws DecodeException {
    if (++values > MAX_VALUES) {
      throw new DecodeException("more than " + MAX_VALUES + " values in one block");
    }
  }

  /** At the start of a list or map. */
  void enter() throws DecodeException {
    if (++depth > MAX_DEPTH) {
      throw new DecodeException("values nested deeper than " + MAX_DEPTH);
    }
  }

  /** At its end. */
  void leave() {
    depth--;
  }
}
