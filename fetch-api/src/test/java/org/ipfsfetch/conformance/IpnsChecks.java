// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.ipns.IpnsException;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.ipns.IpnsRecord;

/** Records of names: whether they are good, and what they say. */
final class IpnsChecks {
  /** All records of the fixtures were good then. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);

  /** By the end of the file name; those that are missing are invalid. */
  private static final Map<String, String> VALUES =
      Map.of(
          "gateway-cache/k51qzi5uqu5djokp3m1keo36hoxtd6u3a1d2rg1camf6al7p3huy63dojlm57c",
          "/ipfs/bafybeib3ffl2teiqdncv3mkz4r23b5ctrwkzrrhctdbne6iboayxuxk5ui/root2",
          "k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f_v2",
          "/ipfs/bafkqadtwgiww63tmpeqhezldn5zgi",
          "k51qzi5uqu5dlkw8pxuw9qmqayfdeh4kfebhmreauqdc6a7c3y7d5i9fi8mk9w_v1-v2",
          "/ipfs/bafkqaddwgevxmmraojswg33smq",
          "k51qzi5uqu5dgh7y9l90nqs6tvnzcm9erbt8fhzg3fu79p5qt9zb2izvfu51ki",
          "/ipfs/bafyaaeykceeaeeqlnbswy3dpo5xxe3debimaw",
          "k51qzi5uqu5dhjghbwdvbo6mi40htrq6e2z4pwgp15pgv3ho1azvidttzh8yy2",
          "/ipfs/baguqeeram5ujjqrwheyaty3w5gdsmoz6vittchvhk723jjqxk7hakxkd47xq",
          "12D3KooWLQzUv2FHWGVPXTXSZpdHs7oHbXub2G5WC8Tx4NQhyd2d",
          "/ipfs/bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am");

  private IpnsChecks() {}

  static List<Check> record(Bench bench, Fixture fixture) {
    String stem = fixture.path().substring(0, fixture.path().length() - ".ipns-record".length());
    Optional<String> value =
        VALUES.entrySet().stream()
            .filter(entry -> stem.endsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return List.of(new Check("verification", () -> verify(bench, fixture, stem, value)));
  }

  private static void verify(Bench bench, Fixture fixture, String stem, Optional<String> value)
      throws Exception {
    byte[] record = bench.fixtures().bytes(fixture.path());
    IpnsName name = IpnsName.parse(stem.substring(stem.lastIndexOf('/') + 1).split("_")[0]);
    if (value.isEmpty()) {
      Check.refused(IpnsException.class, () -> IpnsRecord.verify(record, name, CLOCK));
      return;
    }
    Check.equal("value", IpnsRecord.verify(record, name, CLOCK).value(), value.get());
    for (int at = 0; at < record.length; at += 7) {
      byte[] changed = record.clone();
      changed[at] ^= 0x10;
      requireNoOtherValue(changed, name, value.get());
    }
  }

  /** Parts of the old form are not signed: they may change, what is believed may not. */
  private static void requireNoOtherValue(byte[] record, IpnsName name, String value) {
    try {
      Check.equal("value", IpnsRecord.verify(record, name, CLOCK).value(), value);
    } catch (IpnsException expected) {
      return;
    }
  }
}
