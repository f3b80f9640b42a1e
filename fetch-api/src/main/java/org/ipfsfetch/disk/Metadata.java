// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.unixfs.Mtime;

/**
 * The mode and the time an entry is stored with; what is absent is left to the umask and the clock.
 *
 * @param mode permission bits; all but the lowest nine are dropped (no set-uid, set-gid, sticky)
 * @param mtime time of the last change
 */
public record Metadata(OptionalInt mode, Optional<Mtime> mtime) {
  /** Nothing is stored: nothing is set. */
  public static final Metadata NONE = new Metadata(OptionalInt.empty(), Optional.empty());

  private static final int PERMISSIONS = 0777;

  public Metadata {
    mode = mode.isPresent() ? OptionalInt.of(mode.getAsInt() & PERMISSIONS) : mode;
    requireNonNull(mtime);
  }

  boolean isEmpty() {
    return mode.isEmpty() && mtime.isEmpty();
  }

  /** Whether there is a mode that lacks all of these bits. */
  boolean denies(int bits) {
    return mode.isPresent() && (mode.getAsInt() & bits) == 0;
  }

  Metadata onlyMode() {
    return new Metadata(mode, Optional.empty());
  }

  Metadata onlyMtime() {
    return new Metadata(OptionalInt.empty(), mtime);
  }
}
