// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.util.List;

/**
 * Contenders for one work: ours first, the others behind. Immutable.
 *
 * @param way how the content comes; comparisons of one way are one table, with the same contenders
 * @param runs how often each contender runs
 */
record Comparison(Way way, Content content, List<Contender> contenders, int runs) {
  Comparison {
    contenders = List.copyOf(contenders);
  }

  /**
   * How content comes.
   *
   * @param name as in {@code --only}
   * @param title of the table
   */
  record Way(String name, String title) {}

  String name() {
    return way.name() + "/" + content.name();
  }
}
