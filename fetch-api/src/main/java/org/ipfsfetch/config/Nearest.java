// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who wrote something else. */
final class Nearest {
  private static final int MAX_LENGTH = 64; // nothing of ours is longer; bounds the work

  private Nearest() {}

  /** The candidate that the fewest inserted, deleted or replaced letters lead to. */
  static String to(String text, List<String> candidates) {
    String start = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(start, candidate)))
        .orElseThrow();
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
