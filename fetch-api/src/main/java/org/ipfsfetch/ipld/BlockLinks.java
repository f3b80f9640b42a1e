// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;

/** What a block links to, whatever its codec. */
public final class BlockLinks {
  /**
   * A link.
   *
   * @param treeBytes how large everything beneath is said to be; -1 when nothing is said
   */
  public record Link(Cid cid, long treeBytes) {}

  private BlockLinks() {}

  /**
   * All links, in the order of the block; none for codecs without links or unknown here.
   *
   * @throws DecodeException if the block is not what its codec says
   */
  public static List<Link> of(long codec, byte[] buffer, int length) throws DecodeException {
    if (codec == Codec.DAG_PB) {
      PbNode node = PbNode.decode(buffer, 0, length);
      List<Link> links = new ArrayList<>(node.linkCount());
      for (int i = 0; i < node.linkCount(); i++) {
        links.add(new Link(node.link(i).cid(), node.link(i).tsize()));
      }
      return links;
    }
    if (codec == Codec.DAG_CBOR) {
      return inData(DagCbor.decodeLenient(Arrays.copyOf(buffer, length)));
    }
    if (codec == Codec.DAG_JSON) {
      return inData(DagJson.decode(Arrays.copyOf(buffer, length)));
    }
    return List.of();
  }

  private static List<Link> inData(IpldNode root) {
    List<Link> links = new ArrayList<>();
    Deque<IpldNode> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      IpldNode node = open.pop();
      List<IpldNode> children = List.of();
      if (node instanceof IpldNode.Link link) {
        links.add(new Link(link.cid(), -1));
      } else if (node instanceof IpldNode.List list) {
        children = list.items();
      } else if (node instanceof IpldNode.Map map) {
        children = List.copyOf(map.entries().values());
      }
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    return links;
  }
}
