// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Locale;

/**
 * How the command ends, for scripts: the numbers and the kinds are stable from the first version.
 *
 * <p>The kind is the word that the JSON result uses.
 */
enum ExitCode {
  DONE(0),
  /** A mistake of ours. */
  INTERNAL(1),
  /** Flags, settings or an address that cannot be understood. */
  USAGE(2),
  /** Nobody that was asked could give it now. */
  UNAVAILABLE(3),
  NO_SUCH_PATH(4),
  MALFORMED(5),
  UNSUPPORTED(6),
  LIMIT(7),
  UNSAFE_CONTENT(8),
  DISK(9),
  TARGET_EXISTS(10),
  /** The terminal was closed: 128 and the number of SIGHUP. */
  HUNG_UP(129),
  /** Ctrl-C: 128 and the number of SIGINT. */
  INTERRUPTED(130),
  /** Who reads our standard output has gone: what a shell reports for SIGPIPE. */
  CLOSED_PIPE(141),
  /** 128 and the number of SIGTERM. */
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
