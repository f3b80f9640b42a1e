// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A running kubo node that knows only what tests add to it. Thread-safe. */
interface Kubo extends AutoCloseable {

  /** What answers, as the node itself says: {@code 0.43.1}. */
  String version();

  /** How it runs, for people: in a container of which image, or from which binary. */
  String form();

  /** The root of the RPC, without {@code /api/v0}. */
  URI api();

  /** The root of the gateway; an address and not {@code localhost}, so no subdomain redirects. */
  URI gateway();

  /** A multiaddr by which nodes of the same form reach this one. */
  String peerAddress();

  /**
   * Runs kubo's own command beside the daemon.
   *
   * @return what it printed, stripped
   * @throws IOException when it fails, with what it complained
   */
  String ipfs(String... arguments) throws IOException, InterruptedException;

  @Override
  void close();

  /**
   * Adds a file or a whole folder, hidden names included.
   *
   * @param content below {@link ContentFolder#root()}, which every node can see
   * @return the CID as kubo prints it
   */
  default String add(Path content, String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("add", "-r", "-H", "-Q", "--pin=false"));
    arguments.addAll(List.of(options));
    arguments.add(content.toString());
    return ipfs(arguments.toArray(String[]::new));
  }

  /** All CIDs of a DAG, its root first. */
  default List<String> cidsOf(String root) throws IOException, InterruptedException {
    List<String> cids = new ArrayList<>(List.of(root));
    ipfs("refs", "-r", "--unique", root).lines().forEach(cids::add);
    return cids;
  }

  default void connectTo(Kubo other) throws IOException, InterruptedException {
    ipfs("swarm", "connect", other.peerAddress());
  }
}
