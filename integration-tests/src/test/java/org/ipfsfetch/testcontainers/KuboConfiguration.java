// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.testcontainers;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration file of a kubo that talks to nobody unless told to.
 *
 * <p>No bootstrap peers, no discovery, nothing fetched from kubo's authors ({@code AutoConf}), no
 * port mapping: what such a node has is what a test added to it, and whom it knows is whom a test
 * connected it to. Its routing table stays empty; there is one only since a kubo without routing
 * does not even resolve the names that it published itself ({@code --allow-offline}). It is meant
 * for {@code ipfs daemon --init --init-config}, which wants a whole file with a key in it, in place
 * of {@code ipfs init} and a dozen {@code ipfs config}, which would need a shell where there may be
 * none.
 *
 * <p>Keys that a version of kubo does not know are ignored by it. Immutable.
 *
 * @see <a href="https://github.com/ipfs/kubo/blob/master/docs/config.md">kubo's configuration</a>
 */
public final class KuboConfiguration {
  private final NodeKey key;
  private final String api;
  private final String gateway;
  private final List<String> swarm;

  private KuboConfiguration(NodeKey key, String api, String gateway, List<String> swarm) {
    this.key = key;
    this.api = api;
    this.gateway = gateway;
    this.swarm = List.copyOf(swarm);
  }

  /** Listening on all interfaces and the usual ports, with a new key: for a container. */
  public static KuboConfiguration inContainer() {
    return new KuboConfiguration(
        NodeKey.generate(),
        "/ip4/0.0.0.0/tcp/" + KuboContainer.API_PORT,
        "/ip4/0.0.0.0/tcp/" + KuboContainer.GATEWAY_PORT,
        List.of("/ip4/0.0.0.0/tcp/" + KuboContainer.SWARM_PORT));
  }

  /** Listening on the loopback interface and on free ports, with a new key: for a plain process. */
  public static KuboConfiguration onLoopback() {
    String anyPort = "/ip4/127.0.0.1/tcp/0";
    return new KuboConfiguration(NodeKey.generate(), anyPort, anyPort, List.of(anyPort));
  }

  /** By which other nodes know this one. */
  public String peerId() {
    return key.peerId();
  }

  /** The text of the file. */
  public String toJson() {
    return """
        {
          "Identity": {"PeerID": "%s", "PrivKey": "%s"},
          "Addresses": {"API": "%s", "Gateway": "%s", "Swarm": [%s], "Announce": [], "NoAnnounce": []},
          "Bootstrap": [],
          "Routing": {"Type": "dht", "DelegatedRouters": []},
          "Discovery": {"MDNS": {"Enabled": false}},
          "AutoConf": {"Enabled": false},
          "AutoTLS": {"Enabled": false},
          "AutoNAT": {"ServiceMode": "disabled"},
          "DNS": {"Resolvers": {}},
          "Ipns": {"DelegatedPublishers": [], "ResolveCacheSize": 128},
          "Swarm": {"DisableNatPortMap": true, "RelayClient": {"Enabled": false}},
          "Gateway": {"NoDNSLink": true},
          "Datastore": {
            "StorageMax": "100GB",
            "Spec": {
              "type": "mount",
              "mounts": [
                {
                  "mountpoint": "/blocks", "path": "blocks", "prefix": "flatfs.datastore",
                  "shardFunc": "/repo/flatfs/shard/v1/next-to-last/2", "sync": false, "type": "flatfs"
                },
                {
                  "mountpoint": "/", "path": "datastore", "prefix": "leveldb.datastore",
                  "compression": "none", "type": "levelds"
                }
              ]
            }
          }
        }
        """
        .formatted(
            key.peerId(),
            key.privateKey(),
            api,
            gateway,
            swarm.stream().map(address -> '"' + address + '"').collect(Collectors.joining(", ")));
  }
}
