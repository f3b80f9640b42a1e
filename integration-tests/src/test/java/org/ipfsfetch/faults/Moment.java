// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

/** When in the course of a fetch a fault comes. */
enum Moment {
  FIRST_BYTE("before the first byte"),
  MIDDLE("in the middle"),
  NEAR_END("near the end");

  private final String label;

  Moment(String label) {
    this.label = label;
  }

  /** How many of so many blocks a server sends before it. */
  int blocksBefore(int all) {
    return switch (this) {
      case FIRST_BYTE -> 0;
      case MIDDLE -> all / 2;
      case NEAR_END -> all - 2;
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
