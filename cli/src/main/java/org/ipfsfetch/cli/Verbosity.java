// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

/** How much a person wants to read. */
enum Verbosity {
  /** Errors only. */
  QUIET,
  USUAL,
  /** Sources, phases and stack traces too. */
  VERBOSE
}
