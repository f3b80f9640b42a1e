// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.util.ArrayList;
import java.util.Arrays;
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
    root.forEachLink(cid -> links.add(new Link(cid, -1)));
    return links;
  }
}
