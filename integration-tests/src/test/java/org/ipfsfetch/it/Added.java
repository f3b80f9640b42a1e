// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Content in a node.
 *
 * @param tree where it came from
 * @param cid its root, as kubo prints it
 */
record Added(Path tree, String cid) {

  static Added to(Kubo kubo, Path tree, String... options)
      throws IOException, InterruptedException {
    return new Added(tree, kubo.add(tree, options));
  }

  static Added to(Kubo kubo, Layout layout) throws IOException, InterruptedException {
    return to(kubo, layout.makeContent(), layout.options());
  }

  String address() {
    return "/ipfs/" + cid;
  }
}
