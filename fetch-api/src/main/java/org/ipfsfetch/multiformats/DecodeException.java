// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

/**
 * Bytes or text that are not what they should be: truncated, malformed, beyond a limit.
 *
 * <p>Whoever gave them is to blame; reading them again will not help. The message is lower case and
 * shows the beginning of the bad input.
 */
public class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message);
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
