// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

/** Text that is not an address; the message quotes it and says what would be. */
public final class AddressException extends Exception {
  private static final long serialVersionUID = 1L;

  AddressException(String message) {
    super(message);
  }

  AddressException(String message, Throwable cause) {
    super(message, cause);
  }
}
