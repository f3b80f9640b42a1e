// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipfsfetch.FetchRequest;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.car.CarFileBlockSource;
import org.ipfsfetch.car.CarWriter;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.retrieval.SourcePlan;

/** What the checks work with: fixtures, room on disk, and the library as its users call it. */
final class Bench {
  private final Fixtures fixtures;
  private final Path scratch;
  private final AtomicInteger folders = new AtomicInteger();

  Bench(Fixtures fixtures, Path scratch) {
    this.fixtures = fixtures;
    this.scratch = scratch;
  }

  Fixtures fixtures() {
    return fixtures;
  }

  /** A fresh folder. */
  Path folder() throws IOException {
    return Files.createDirectories(scratch.resolve("f" + folders.incrementAndGet()));
  }

  /** A fetcher that has a CAR and no network. */
  static Fetcher fetcher(Path car) {
    return fetcher(car, SymlinkPolicy.REFUSE_ESCAPING);
  }

  static Fetcher fetcher(Path car, SymlinkPolicy symlinks) {
    FetchConfig config =
        FetchConfig.builder()
            .idleTimeout(Duration.ofSeconds(20))
            .patience(Duration.ofSeconds(1))
            .symlinks(symlinks)
            .build();
    return Fetcher.open(config, SourcePlan.first(CarFileBlockSource.of(car)));
  }

  static IpfsPath address(Cid root, String path) throws AddressException {
    return IpfsPath.parse("/ipfs/" + root + path);
  }

  /** Fetches a tree to a place where nothing is. */
  static FetchResult fetch(Path car, Cid root, String path, Path target) throws Exception {
    try (Fetcher fetcher = fetcher(car)) {
      return fetcher.fetch(address(root, path), target);
    }
  }

  static FetchResult fetch(Path car, Cid root, Output output) throws Exception {
    try (Fetcher fetcher = fetcher(car)) {
      return fetcher.fetch(FetchRequest.of(address(root, ""), output));
    }
  }

  /** A block for {@link #car}. */
  record Piece(Cid cid, byte[] bytes) {}

  /** Packs blocks into a CAR. */
  Path car(Cid root, List<Piece> pieces) throws IOException {
    Path file = folder().resolve("packed.car");
    try (OutputStream out = Files.newOutputStream(file);
        CarWriter writer = new CarWriter(out, List.of(root))) {
      for (Piece piece : pieces) {
        writer.write(piece.cid(), piece.bytes(), 0, piece.bytes().length);
      }
    }
    return file;
  }

  /** Packs what hangs below a node of a DAG made by hand. */
  Path car(TestDag dag, TestDag.Node root) throws IOException {
    List<Piece> pieces =
        dag.depthFirst(root.cid()).stream()
            .map(cid -> new Piece(cid, dag.blocks().get(cid)))
            .toList();
    return car(root.cid(), pieces);
  }

  static boolean matches(Cid cid, byte[] bytes) throws Exception {
    return org.ipfsfetch.multiformats.Hashing.matches(cid.multihash(), bytes, 0, bytes.length);
  }

  static Cid cidOf(long codec, byte[] bytes) {
    return Cid.v1(codec, Multihash.sha256(bytes, 0, bytes.length));
  }
}
