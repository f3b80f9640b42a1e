// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.PbLink;
import org.ipfsfetch.ipld.PbNode;

/** The parts of a file beneath one node, each with its place in the file. */
final class FileLinks implements Links {

  /** Who hears that all parts beneath a node are known. */
  @FunctionalInterface
  interface Ended {
    void of(OpenFile file);
  }

  private final PbNode node;
  private final long[] sizes;
  private final OpenFile file;
  private final int depth;
  private final Ended ended;
  private long offset;
  private int index;

  /**
   * @param first the range of the file that all parts together are
   * @param ended hears that all parts are known
   */
  FileLinks(PbNode node, long[] sizes, Role.Part first, Ended ended) {
    this.node = node;
    this.sizes = sizes;
    this.file = first.file();
    this.offset = first.offset();
    this.depth = first.depth();
    this.ended = ended;
  }

  /**
   * Parts that are declared to be empty are passed over: a few blocks full of them could keep a
   * walk busy for ever with nothing to write.
   */
  @Override
  public boolean hasNext() {
    while (index < sizes.length && sizes[index] == 0) {
      index++;
    }
    return index < node.linkCount();
  }

  @Override
  public Child next() throws FetchException {
    PbLink link = node.link(index);
    long size = sizes[index];
    Role.Part part = new Role.Part(file, offset, size, depth + 1);
    index++;
    offset += size;
    file.opened();
    return new Child(link.cid(), part, link.tsize());
  }

  @Override
  public void ended() {
    ended.of(file);
  }

  @Override
  public int heldBytes() {
    return node.array().length + Long.BYTES * sizes.length;
  }
}
