// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ipfs-fetch} alone: it only knows where to go on. */
@Command(
    name = IpfsFetch.NAME,
    description = "Content from IPFS, verified, on disk.",
    synopsisHeading = "Usage: ",
    customSynopsis = "ipfs-fetch COMMAND [OPTIONS] [ADDRESS]",
    descriptionHeading = "",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%n",
    footer = {
      "ADDRESS is ipfs://CID/path, ipns://name/path, /ipfs/…, /ipns/…, a bare CID,",
      "or the URL of a gateway, of which only the address of the content counts.",
      "ipfs-fetch COMMAND --help tells more, ipfs-fetch sources what can be used here."
    },
    sortOptions = false,
    versionProvider = VersionAnswer.class)
final class RootCommand {
  @Mixin private HelpOptions help = new HelpOptions();
}
