// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.car.CarFileBlockSource;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;

/** A CAR as files: each root fetched to disk and compared with what others extracted. */
final class TreeChecks {
  /** Each is one more fetch; the larger trees are compared as a whole. */
  private static final int MAX_SINGLE_FILES = 40;

  private TreeChecks() {}

  /** Blocks and trees, as an {@code .expected.json} says. */
  static List<Check> of(Bench bench, Fixture fixture) throws IOException {
    String path = fixture.path();
    String stem = path.substring(0, path.length() - ".car".length());
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    Json expected = bench.fixtures().json(stem + ".expected.json");
    List<Check> checks = new ArrayList<>(CarChecks.against(bench, fixture, expected));
    Path car = bench.fixtures().file(path);
    List<String> withTree = new ArrayList<>();
    for (Json root : expected.items("unixfs")) {
      withTree.add(root.text("root"));
      Tree tree = Tree.expected(bench.fixtures(), folder, root);
      checks.addAll(ofRoot(bench, car, root.text("root"), tree));
    }
    for (Json root : expected.items("roots")) {
      if (!withTree.contains(root.text())) {
        checks.add(new Check("no files: " + root.text(), () -> isNoTree(bench, car, root.text())));
      }
    }
    return checks;
  }

  static List<Check> ofRoot(Bench bench, Path car, String root, Tree tree) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("tree " + root, () -> wholeTree(bench, car, Cid.parse(root), tree)));
    List<String> files = new ArrayList<>();
    tree.entries()
        .forEach(
            (path, entry) -> {
              if (entry.isFile() && !path.isEmpty() && files.size() < MAX_SINGLE_FILES) {
                files.add(path);
              }
            });
    if (!files.isEmpty()) {
      checks.add(new Check("paths " + root, () -> byPath(bench, car, root, tree, files)));
    }
    return checks;
  }

  /**
   * A tree that can be extracted is; any other gives the right failure and nothing on disk. Links
   * that leave are made where that is allowed, as others do unasked, and refused otherwise.
   */
  private static void wholeTree(Bench bench, Path car, Cid root, Tree tree) throws Exception {
    Path target = bench.folder().resolve("out");
    if (tree.isWhole()) {
      if (tree.hasLinksThatLeave()) {
        Check.refused(FetchException.UnsafeContent.class, () -> Bench.fetch(car, root, "", target));
        requireNothingIn(target.getParent());
      }
      try (Fetcher fetcher = Bench.fetcher(car, SymlinkPolicy.ALLOW_ESCAPING)) {
        fetcher.fetch(Bench.address(root, ""), target);
      }
      tree.requireSameAs(Tree.onDisk(target));
      return;
    }
    FetchException failure =
        Check.refused(FetchException.class, () -> Bench.fetch(car, root, "", target));
    boolean fits =
        tree.has("other") && failure instanceof FetchException.Unsupported
            || tree.has("missing") && failure instanceof FetchException.Unavailable;
    if (!fits) {
      throw failure;
    }
    requireNothingIn(target.getParent());
  }

  static void requireNothingIn(Path folder) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      Check.equal("what is left", left.map(Path::getFileName).toList(), List.of());
    }
  }

  private static void byPath(Bench bench, Path car, String root, Tree tree, List<String> files)
      throws Exception {
    Path folder = bench.folder();
    Cid cid = Cid.parse(root);
    try (Fetcher fetcher = Bench.fetcher(car)) {
      int number = 0;
      for (String path : files) {
        Path target = folder.resolve("file" + number++);
        fetcher.fetch(Bench.address(cid, path), target);
        Tree.Entry seen = Tree.onDisk(target).entries().get("");
        Check.equal(path, seen.what(), tree.entries().get(path).what());
      }
    }
  }

  /** Data, or nothing at all: no file may come of it. */
  private static void isNoTree(Bench bench, Path car, String text) throws Exception {
    Cid root = Cid.parse(text);
    Path target = bench.folder().resolve("out");
    FetchException failure =
        Check.refused(FetchException.class, () -> Bench.fetch(car, root, "", target));
    boolean isThere =
        CarChecks.read(Files.readAllBytes(car), false).hashes().contains(root.multihash());
    boolean isTree = root.codec() == Codec.DAG_PB || root.codec() == Codec.RAW;
    boolean fits =
        !isThere
            ? failure instanceof FetchException.Unavailable
            : isTree
                ? failure instanceof FetchException.Malformed
                : failure instanceof FetchException.Unsupported;
    if (!fits) {
      throw failure;
    }
    Check.equal("target", Files.exists(target, LinkOption.NOFOLLOW_LINKS), false);
  }

  /** Blocks and trees in a table: each row a root and the blocks of it in hexadecimal. */
  static List<Check> hexTrees(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json row : bench.fixtures().cases(fixture.path())) {
      String root = row.text("root");
      checks.add(
          new Check(
              "tree " + root,
              () -> {
                List<Bench.Piece> pieces = new ArrayList<>();
                for (Json block : row.items("blocks")) {
                  byte[] bytes = java.util.HexFormat.of().parseHex(block.text("hex"));
                  pieces.add(new Bench.Piece(Cid.parse(block.text("cid")), bytes));
                }
                Path car = bench.car(Cid.parse(root), pieces);
                wholeTree(bench, car, Cid.parse(root), Tree.of(row.items("expect_tree")));
              }));
    }
    return checks;
  }

  /** Single blocks with mode and time of change. */
  static List<Check> metadata(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json row : bench.fixtures().cases(fixture.path())) {
      checks.add(new Check(row.text("cid"), () -> metadata(bench, row)));
    }
    return checks;
  }

  private static void metadata(Bench bench, Json row) throws Exception {
    Cid cid = Cid.parse(row.text("cid"));
    byte[] block = java.util.HexFormat.of().parseHex(row.text("block_hex"));
    Path car = bench.car(cid, List.of(new Bench.Piece(cid, block)));
    Path target = bench.folder().resolve("out");
    Bench.fetch(car, cid, "", target);
    Tree.Entry entry = Tree.onDisk(target).entries().get("");
    Check.equal("type", entry.type(), row.text("type"));
    if (row.has("target")) {
      Check.equal("target", entry.what(), row.text("target"));
    }
    Tree.Entry expected = Tree.entry(row);
    if (expected.mode().isPresent() && entry.isFile()) {
      Check.equal("mode", entry.mode(), expected.mode());
    }
    if (expected.mtime().isPresent()) {
      Check.equal("mtime", entry.mtime(), expected.mtime());
    }
  }

  /** A CAR with a name that climbs out: refused, whatever a lenient reader would make of it. */
  static List<Check> climbing(Bench bench, Fixture fixture) {
    return List.of(
        new Check(
            "is refused",
            () -> {
              Surrounding around = Surrounding.in(bench.folder());
              Path car = bench.fixtures().file(fixture.path());
              Cid root = CarFileBlockSource.roots(car).get(0);
              Check.refused(
                  FetchException.UnsafeContent.class,
                  () -> Bench.fetch(car, root, "", around.target()));
              Check.equal("whether there is a target", around.isTargetThere(), false);
              around.requireUntouched();
            }));
  }

  /** A CAR whose header names no root: the files are those of the same CAR with one. */
  static List<Check> withoutRoots(Bench bench, Fixture fixture) throws IOException {
    String same = fixture.path().replace("-no-roots.car", ".expected.json");
    Json root = bench.fixtures().json(same).items("unixfs").get(0);
    Path car = bench.fixtures().file(fixture.path());
    return ofRoot(bench, car, root.text("root"), Tree.of(root.items("entries")));
  }
}
