// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.util.List;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;
import org.ipfsfetch.source.Origin;

/**
 * The one kubo daemon of the configuration: {@code daemon.api}, else the file {@code api} in kubo's
 * repository, which is there while a daemon runs, else kubo's default address.
 *
 * <p>An address that cannot be used gives a source whose wants all end as unavailable, with the
 * reason: another source may still do.
 */
public final class DaemonBlockSourceProvider implements BlockSourceProvider {
  static final String NAME = "daemon";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<BlockSource> create(FetchConfig config) {
    String address = ConfiguredAddress.of(config);
    try {
      return List.of(
          new DaemonBlockSource(
              new DaemonRpc(DaemonAddress.parse(address), config), HttpTransport.of(config)));
    } catch (DecodeException e) {
      Origin origin = new Origin(NAME, ConfiguredAddress.shown(address));
      return List.of(new UnusableDaemon(origin, e.getMessage(), HttpTransport.of(config)));
    }
  }

  @Override
  public String howToConfigure() {
    return "start a kubo daemon with `ipfs daemon`, or set daemon.api (--daemon ADDRESS) to the"
        + " address of its RPC";
  }
}
