// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way in which {@code ipfs add} can cut and link content, with content that shows it. */
enum Layout {
  CID_V0(Trees::everyday, "--cid-version=0"),
  CID_V0_RAW_LEAVES(Trees::everyday, "--cid-version=0", "--raw-leaves"),
  CID_V1(Trees::everyday, "--cid-version=1"),
  CID_V1_WRAPPED_LEAVES(Trees::everyday, "--cid-version=1", "--raw-leaves=false"),
  CHUNKS_OF_256_KIB(Trees::everyday, "--cid-version=1", "--chunker=size-262144"),
  CHUNKS_OF_1_MIB(Trees::everyday, "--cid-version=1", "--chunker=size-1048576"),
  CHUNKS_BY_RABIN(Trees::everyday, "--chunker=rabin-16384-65536-131072"),
  CHUNKS_BY_BUZHASH(Trees::everyday, "--cid-version=1", "--chunker=buzhash"),
  TRICKLE(Trees::everyday, "--trickle"),
  TRICKLE_CID_V1(Trees::everyday, "--trickle", "--cid-version=1"),
  INLINE(Trees::everyday, "--cid-version=1", "--inline", "--inline-limit=128"),
  SHA2_512(Trees::everyday, "--hash=sha2-512"),
  SHA3(Trees::everyday, "--hash=sha3-256"),
  BLAKE2B(Trees::everyday, "--hash=blake2b-256"),
  BLAKE3(Trees::everyday, "--hash=blake3"),
  DEEP(Trees::deepFiles, "--cid-version=1", "--chunker=size-1024"),
  DEEP_WRAPPED_LEAVES(Trees::deepFiles, "--chunker=size-1024"),
  DEEP_TRICKLE(Trees::deepFiles, "--trickle", "--chunker=size-1024"),
  DEEPER_THAN_KUBO_MAKES_UNASKED(
      Trees::deepFiles, "--cid-version=1", "--chunker=size-1024", "--max-file-links=3"),
  HAMT_FANOUT_8(
      Trees::someHundredEntries,
      "--cid-version=1",
      "--max-directory-links=8",
      "--max-hamt-fanout=8"),
  HAMT_FANOUT_256(Trees::someHundredEntries, "--max-directory-links=8", "--max-hamt-fanout=256"),
  HAMT_FANOUT_1024(
      Trees::someHundredEntries,
      "--cid-version=1",
      "--max-directory-links=8",
      "--max-hamt-fanout=1024");

  /** Writes a tree. */
  @FunctionalInterface
  interface Content {
    Path make() throws IOException;
  }

  private final Content content;
  private final List<String> options;

  Layout(Content content, String... options) {
    this.content = content;
    this.options = List.of(options);
  }

  Path makeContent() throws IOException {
    return content.make();
  }

  String[] options() {
    return options.toArray(String[]::new);
  }
}
