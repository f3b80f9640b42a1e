// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.util.HashSet;
import java.util.Set;
import org.ipfsfetch.disk.EntryName;
import org.ipfsfetch.disk.TerminalText;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.PbLink;
import org.ipfsfetch.ipld.PbNode;

/** The entries of a directory that is one node. */
final class DirectoryLinks implements Links {
  private final PbNode node;
  private final Role.Entry directory;
  private final WalkLimits limits;
  private final Set<String> names = new HashSet<>();
  private int index;

  DirectoryLinks(PbNode node, Role.Entry directory, WalkLimits limits) {
    this.node = node;
    this.directory = directory;
    this.limits = limits;
  }

  @Override
  public boolean hasNext() {
    return index < node.linkCount();
  }

  @Override
  public Child next() throws FetchException {
    PbLink link = node.link(index++);
    String name = EntryName.parse(link.nameBytes());
    if (!names.add(name)) {
      throw new FetchException.UnsafeContent(
          "two entries named " + TerminalText.quote(name) + " in " + directory.where());
    }
    return child(directory, name, link.cid(), link.tsize(), limits);
  }

  static Child child(
      Role.Entry directory,
      String name,
      org.ipfsfetch.multiformats.Cid cid,
      long tsize,
      WalkLimits limits)
      throws FetchException {
    String path = directory.path().isEmpty() ? name : directory.path() + "/" + name;
    limits.path(path);
    return new Child(cid, new Role.Entry(path, directory.depth() + 1), tsize);
  }

  @Override
  public int heldBytes() {
    return node.array().length + 64 * node.linkCount();
  }
}
