// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

/** Which kubo, by age; the versions are in {@code test-nodes/kubo.properties}. */
enum Release {
  CURRENT("KUBO_VERSION"),
  OLD("KUBO_OLD_VERSION");

  private final String key;

  Release(String key) {
    this.key = key;
  }

  String version() {
    return Checkout.kubo(key);
  }
}
