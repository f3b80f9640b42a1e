// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

/** What is done with a symlink whose target lies outside of what is fetched. */
public enum SymlinkPolicy {
  /** The fetch fails with unsafe content. */
  REFUSE_ESCAPING("refuse-escaping"),
  /** The link is made as it is stored. It is still never followed while writing. */
  ALLOW_ESCAPING("allow-escaping");

  private final String text;

  SymlinkPolicy(String text) {
    this.text = text;
  }

  /** The word that selects it in a configuration. */
  public String text() {
    return text;
  }
}
