// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

/** A record that proves nothing about its name, or nothing any more. */
public final class IpnsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What follows from it for whoever sent the record. */
  public enum Reason {
    /** It never was a good record of that name: the sender lies or is broken. */
    INVALID,
    /** It was a good one: the sender is behind. */
    EXPIRED
  }

  private final Reason reason;

  IpnsException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  IpnsException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.INVALID;
  }

  /** What follows from it. */
  public Reason reason() {
    return reason;
  }
}
