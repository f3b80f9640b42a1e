// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

/** What a server speaks. */
enum Protocol {
  PLAIN("HTTP/1.1", "http"),
  TLS("HTTP/1.1 over TLS", "https"),
  HTTP2("HTTP/2 over TLS", "https");

  private final String label;
  private final String scheme;

  Protocol(String label, String scheme) {
    this.label = label;
    this.scheme = scheme;
  }

  String scheme() {
    return scheme;
  }

  @Override
  public String toString() {
    return label;
  }
}
