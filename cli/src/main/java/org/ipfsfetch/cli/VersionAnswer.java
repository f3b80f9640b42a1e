// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionAnswer implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {IpfsFetch.NAME + " " + Version.text()};
  }
}
