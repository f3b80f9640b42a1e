// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.car.CarFileBlockSource;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.failure.FetchException.LimitExceeded;
import org.ipfsfetch.failure.FetchException.Malformed;
import org.ipfsfetch.failure.FetchException.Unavailable;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.ipfsfetch.failure.FetchException.Unsupported;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.unixfs.Mtime;
import org.ipfsfetch.walk.ArchiveSink;

/** CARs that were made to hurt, and how each must end. */
final class HostileCars {
  private HostileCars() {}

  /**
   * How a fetch to disk ends.
   *
   * @param failure the only exception that will do; empty where the content is right
   * @param says what its message must say
   * @param files what lies below the target otherwise: length of each file, by path
   */
  record End(
      Optional<Class<? extends FetchException>> failure, String says, Map<String, Long> files) {

    static End of(Class<? extends FetchException> failure, String says) {
      return new End(Optional.of(failure), says, Map.of());
    }

    static End right(Map<String, Long> files) {
      return new End(Optional.empty(), "", files);
    }
  }

  /** One line each; what the fixtures leave open is decided here. */
  static final Map<String, End> ENDS = new TreeMap<>();

  static {
    ENDS.put("bad-hash-leaf", End.of(Unavailable.class, "sent bytes that are not"));
    ENDS.put("bad-hash-unused", End.right(Map.of("", 4000L)));
    ENDS.put("blocksizes-short", End.of(Malformed.class, "4 parts, and sizes of 3"));
    ENDS.put("case-collision", End.right(Map.of("/README", 6L, "/readme", 6L)));
    ENDS.put("dag-cbor-nesting-200000", End.of(Unsupported.class, "dag-cbor data"));
    ENDS.put("deep-2000-directories", End.of(LimitExceeded.class, "levels deep"));
    ENDS.put("dup-symlink-then-file", End.of(UnsafeContent.class, "moo"));
    ENDS.put("file-bomb-10TB", End.of(LimitExceeded.class, "max-bytes"));
    ENDS.put("file-chunk-is-directory", End.of(Malformed.class, "a part of a file is a DIRECTORY"));
    ENDS.put("filesize-too-small", End.of(Malformed.class, "declares 40 bytes and holds 4000"));
    ENDS.put("hamt-bad-prefix", End.of(Malformed.class, "not named for bucket"));
    ENDS.put("hamt-bitmap-count-mismatch", End.of(Malformed.class, "1 links for 2 buckets"));
    ENDS.put("hamt-bitmap-wider-than-fanout", End.of(Malformed.class, "bit field of 64 bytes"));
    ENDS.put("hamt-fanout-0", End.of(Malformed.class, "fanout of 0"));
    ENDS.put("hamt-fanout-1032", End.of(Malformed.class, "fanout of 1032"));
    ENDS.put("hamt-fanout-7", End.of(Malformed.class, "fanout of 7"));
    ENDS.put("hamt-traversal-name", End.of(UnsafeContent.class, "escape"));
    ENDS.put("invalid-utf8-names", End.of(UnsafeContent.class, "not valid UTF-8"));
    ENDS.put("name-256-bytes", End.of(UnsafeContent.class, "longer than 255 bytes"));
    ENDS.put("symlinks-odd", End.of(UnsafeContent.class, "target"));
    ENDS.put("symlinks-outside", End.of(UnsafeContent.class, "can lead out"));
    ENDS.put("type-unknown", End.of(Malformed.class, "unknown type 9"));
    ENDS.put("unnamed-entries", End.of(UnsafeContent.class, "without a name"));
  }

  /** The one CAR with a root for each kind of name; its index says which. */
  static final String ENTRY_NAMES = "entry-names";

  static List<Check> checks(Bench bench, Fixture fixture) throws IOException {
    String name = nameOf(fixture);
    Path car = bench.fixtures().file(fixture.path());
    if (name.equals(ENTRY_NAMES)) {
      return entryNames(bench, car);
    }
    if (!ENDS.containsKey(name)) {
      throw new IllegalStateException("no end is laid down for " + name);
    }
    return List.of(
        new Check("to disk", () -> requireEnd(bench, car, ENDS.get(name))),
        new Check("any other way", () -> otherOutputs(bench, car)),
        new Check("with links allowed", () -> linksAllowed(bench, car, ENDS.get(name))));
  }

  static String nameOf(Fixture fixture) {
    String path = fixture.path();
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".car".length());
  }

  private static Cid rootOf(Path car) throws Exception {
    return CarFileBlockSource.roots(car).get(0);
  }

  private static void requireEnd(Bench bench, Path car, End end) throws Exception {
    Surrounding around = Surrounding.in(bench.folder());
    Cid root = rootOf(car);
    if (end.failure().isPresent()) {
      FetchException failure =
          Check.refused(end.failure().get(), () -> Bench.fetch(car, root, "", around.target()));
      requireMessage(failure, end.says());
      Check.equal("whether there is a target", around.isTargetThere(), false);
    } else {
      Bench.fetch(car, root, "", around.target());
      Check.equal("files", lengths(around.target()), end.files());
    }
    around.requireUntouched();
  }

  private static void requireMessage(FetchException failure, String says) {
    String all = failure.getMessage();
    if (failure instanceof Unavailable unavailable) {
      all += unavailable.reasons();
    }
    if (!all.contains(says)) {
      throw new AssertionError("says: " + all, failure);
    }
  }

  private static Map<String, Long> lengths(Path target) throws IOException {
    Map<String, Long> lengths = new TreeMap<>();
    for (Map.Entry<String, Tree.Entry> entry : Tree.onDisk(target).entries().entrySet()) {
      if (entry.getValue().isFile()) {
        lengths.put(entry.getKey(), Long.valueOf(entry.getValue().what().split(" ")[0]));
      }
    }
    return lengths;
  }

  /** Streams, archives, CARs and lists end well too: with all of it, or a declared exception. */
  private static void otherOutputs(Bench bench, Path car) throws Exception {
    Surrounding around = Surrounding.in(bench.folder());
    Cid root = rootOf(car);
    for (Output output :
        List.of(
            Output.toStream(OutputStream.nullOutputStream()),
            Output.toArchive(new NowhereSink()),
            Output.toCar(new ByteArrayOutputStream()))) {
      endsWell(() -> Bench.fetch(car, root, output));
    }
    for (Fetcher.Detail detail : Fetcher.Detail.values()) {
      endsWell(() -> list(car, root, detail));
    }
    for (String path : List.of("/0/0/0", "/moo", "/a/b", "/../x")) {
      endsWell(() -> Bench.fetch(car, root, path, around.target().resolveSibling("other")));
    }
    around.requireUntouched();
  }

  private static void endsWell(Check.Body body) throws Exception {
    try {
      body.run();
    } catch (IOException | org.ipfsfetch.address.AddressException declared) {
      return;
    }
  }

  private static void list(Path car, Cid root, Fetcher.Detail detail) throws Exception {
    try (Fetcher fetcher = Bench.fetcher(car)) {
      fetcher.list(Bench.address(root, ""), detail, entry -> {});
    }
  }

  /** Links that lead out, where they are allowed, are dead text: nothing goes through them. */
  private static void linksAllowed(Bench bench, Path car, End end) throws Exception {
    Surrounding around = Surrounding.in(bench.folder());
    try (Fetcher fetcher = Bench.fetcher(car, SymlinkPolicy.ALLOW_ESCAPING)) {
      fetcher.fetch(Bench.address(rootOf(car), ""), around.target());
    } catch (IOException declared) {
      Check.equal("whether there is a target", around.isTargetThere(), false);
      Check.equal("whether it may fail", end.failure().isPresent(), true);
    }
    around.requireUntouched();
    around.removeTarget();
  }

  private static List<Check> entryNames(Bench bench, Path car) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json row : bench.fixtures().cases("derived/entry-names.json")) {
      String name = (checks.size() + 1) + " " + row.text("name");
      checks.add(new Check(name, () -> entryName(bench, car, row)));
    }
    return checks;
  }

  private static void entryName(Bench bench, Path car, Json row) throws Exception {
    Surrounding around = Surrounding.in(bench.folder());
    Cid root = Cid.parse(row.text("root"));
    String name = row.text("name");
    if (DiskChecks.mustBeRefused(row)) {
      Check.refused(UnsafeContent.class, () -> Bench.fetch(car, root, "", around.target()));
      Check.equal("whether there is a target", around.isTargetThere(), false);
    } else {
      Bench.fetch(car, root, "", around.target());
      Check.equal("files", lengths(around.target()), Map.of("/" + name, 7L));
      Check.equal("text", Files.readString(around.target().resolve(name)), "escape\n");
    }
    around.requireUntouched();
  }

  /** An archive that is written nowhere. */
  private static final class NowhereSink implements ArchiveSink {
    @Override
    public void directory(String path, OptionalInt mode, Optional<Mtime> mtime) {}

    @Override
    public void file(String path, long size, OptionalInt mode, Optional<Mtime> mtime) {}

    @Override
    public void content(byte[] buffer, int offset, int length) {}

    @Override
    public void endOfFile() {}

    @Override
    public void symlink(String path, String target, Optional<Mtime> mtime) {}
  }
}
