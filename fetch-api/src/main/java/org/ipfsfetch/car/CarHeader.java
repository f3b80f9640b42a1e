// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * What a CAR begins with: its version, and for version 1 its roots, of which there may be none.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/#header">CARv1 header</a>
 */
record CarHeader(int version, List<Cid> roots) {
  private static final String VERSION = "version";
  private static final String ROOTS = "roots";

  CarHeader {
    roots = List.copyOf(roots);
  }

  static CarHeader decode(byte[] bytes) throws DecodeException {
    // lenient about the order of keys, as go is
    if (!(DagCbor.decodeLenient(bytes) instanceof IpldNode.Map map)) {
      throw new DecodeException("header of a CAR is not a map");
    }
    Map<String, IpldNode> entries = map.entries();
    if (IpldNode.Int.of(1).equals(entries.get(VERSION)) && entries.size() == 2) {
      return new CarHeader(1, roots(entries.get(ROOTS)));
    }
    if (IpldNode.Int.of(2).equals(entries.get(VERSION)) && entries.size() == 1) {
      return new CarHeader(2, List.of());
    }
    throw new DecodeException("header of a CAR is neither of version 1 nor of version 2");
  }

  private static List<Cid> roots(IpldNode value) throws DecodeException {
    if (value instanceof IpldNode.Null) {
      return List.of(); // how go writes a list of none
    }
    if (!(value instanceof IpldNode.List list)) {
      throw new DecodeException("header of a CAR without a list of roots");
    }
    List<Cid> roots = new ArrayList<>();
    for (IpldNode item : list.items()) {
      if (!(item instanceof IpldNode.Link link)) {
        throw new DecodeException("root of a CAR is not a link");
      }
      roots.add(link.cid());
    }
    return roots;
  }

  byte[] encode() {
    List<IpldNode> links = new ArrayList<>();
    roots.forEach(root -> links.add(new IpldNode.Link(root)));
    return DagCbor.encode(
        new IpldNode.Map(
            Map.of(ROOTS, new IpldNode.List(links), VERSION, IpldNode.Int.of(version))));
  }
}
