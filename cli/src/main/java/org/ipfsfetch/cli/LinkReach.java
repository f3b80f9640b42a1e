// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

/**
 * Where symlinks in an archive can lead, of which it is not known what else will be in it.
 *
 * <p>A target stays inside when it is relative, climbs no further than its own directories go, and
 * climbs only at its beginning: those are real directories, whereas a {@code ..} behind a name
 * could be taken from another link.
 */
final class LinkReach {
  private LinkReach() {}

  /**
   * @param path of the link below the root, empty when it is the root itself
   */
  static boolean mayLeave(String path, String target) {
    if (target.startsWith("/")) {
      return true;
    }
    int above = (int) path.chars().filter(c -> c == '/').count();
    boolean descended = false;
    for (String step : target.split("/")) {
      if (step.equals("..")) {
        above--;
        if (descended || above < 0) {
          return true;
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        descended = true;
      }
    }
    return false;
  }
}
