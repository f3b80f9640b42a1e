// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.time.Instant;

/**
 * How a person is shown where a fetch stands.
 *
 * <p>For one thread at a time: the {@link Report} that has it calls it under its lock.
 */
interface Progress {

  /** Shows where it stands, if that is due. Called ten times a second. */
  void show(Standing standing, Instant now);

  /** Makes room for a line of other words. */
  void clear();

  /** Shows nothing. */
  static Progress none() {
    return new Progress() {
      @Override
      public void show(Standing standing, Instant now) {}

      @Override
      public void clear() {}
    };
  }
}
