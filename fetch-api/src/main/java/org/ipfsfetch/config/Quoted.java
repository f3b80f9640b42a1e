// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

/** Bad input fit for a message: short, on one line, without passwords of URLs. */
final class Quoted {
  private static final int MAX_LENGTH = 100;

  private Quoted() {}

  static String of(String text) {
    String shown = Urls.redactedText(text).replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "\ufffd");
    return shown.length() > MAX_LENGTH
        ? '"' + shown.substring(0, MAX_LENGTH) + "…\""
        : '"' + shown + '"';
  }
}
