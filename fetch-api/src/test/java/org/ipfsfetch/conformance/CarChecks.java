// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.car.CarReader;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.ipld.BlockLinks;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multihash;

/** A CAR as blocks: header, sections, hashes, codecs, links, against its {@code .expected.json}. */
final class CarChecks {
  private CarChecks() {}

  /**
   * What can be read of a CAR.
   *
   * @param damage why it was not read to its end
   */
  record Contents(
      int version, List<Cid> roots, List<CarBlock> blocks, Optional<DecodeException> damage) {

    Set<Multihash> hashes() {
      Set<Multihash> hashes = new HashSet<>();
      blocks.forEach(block -> hashes.add(block.cid().multihash()));
      return hashes;
    }

    byte[] block(Cid cid) {
      return blocks.stream()
          .filter(block -> block.cid().multihash().equals(cid.multihash()))
          .findFirst()
          .orElseThrow(() -> Check.broken("no block " + cid))
          .bytes();
    }
  }

  static Contents read(byte[] car, boolean zeroLengthIsEnd) throws IOException {
    CarLimits defaults = CarLimits.defaults();
    CarLimits limits =
        new CarLimits(defaults.maxHeaderBytes(), defaults.maxBlockBytes(), zeroLengthIsEnd);
    List<CarBlock> blocks = new ArrayList<>();
    List<Cid> roots = List.of();
    int version = 0;
    try (InputStream in = new ByteArrayInputStream(car);
        CarReader reader = new CarReader(in, limits)) {
      version = reader.version();
      roots = reader.roots();
      for (Optional<CarBlock> b = reader.next(); b.isPresent(); b = reader.next()) {
        blocks.add(b.get());
      }
      return new Contents(version, roots, blocks, Optional.empty());
    } catch (DecodeException e) {
      return new Contents(version, roots, blocks, Optional.of(e));
    }
  }

  /** Reads a CAR as others did. */
  static List<Check> against(Bench bench, Fixture fixture, Json expected) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("sections", () -> sections(read(bench, fixture), expected)));
    checks.add(new Check("hashes", () -> hashes(read(bench, fixture), expected)));
    checks.add(new Check("codecs", () -> codecs(bench, fixture, expected)));
    checks.add(new Check("links", () -> links(read(bench, fixture), expected)));
    return checks;
  }

  private static Contents read(Bench bench, Fixture fixture) throws IOException {
    return read(bench.fixtures().bytes(fixture.path()), false);
  }

  private static void sections(Contents car, Json expected) {
    boolean broken = !expected.items("parse_errors").isEmpty();
    if (car.damage().isPresent() != broken) {
      throw Check.broken("ends with " + car.damage());
    }
    if (car.version() != 0) {
      Check.equal("version", (long) car.version(), expected.number("car_version"));
      List<String> roots = expected.items("roots").stream().map(Json::text).toList();
      Check.equal("roots", car.roots().stream().map(CarChecks::text).toList(), roots);
    }
    Check.equal("blocks", (long) car.blocks().size(), expected.number("block_count"));
    Check.equal(
        "repeated blocks",
        (long) car.blocks().size() - distinct(car),
        expected.number("duplicate_blocks"));
  }

  private static int distinct(Contents car) {
    Set<Cid> cids = new HashSet<>();
    car.blocks().forEach(block -> cids.add(block.cid()));
    return cids.size();
  }

  private static String text(Cid cid) {
    return cid.encode(org.ipfsfetch.multiformats.Multibase.BASE32);
  }

  private static void hashes(Contents car, Json expected) throws Exception {
    Map<String, Long> functions = new TreeMap<>();
    for (CarBlock block : car.blocks()) {
      functions.merge("0x" + Long.toHexString(block.cid().multihash().code()), 1L, Long::sum);
      if (!Bench.matches(block.cid(), block.bytes())) {
        throw Check.broken("wrong hash: " + block.cid());
      }
    }
    Check.equal("hash functions", functions, counts(expected.get("hashes")));
  }

  private static Map<String, Long> counts(Json counts) {
    Map<String, Long> sorted = new TreeMap<>();
    counts.keys().forEach(key -> sorted.put(key, counts.number(key)));
    return sorted;
  }

  private static void codecs(Bench bench, Fixture fixture, Json expected) throws Exception {
    Contents car = read(bench, fixture);
    Map<String, Long> codecs = new TreeMap<>();
    Set<String> refused = new HashSet<>();
    for (CarBlock block : car.blocks()) {
      codecs.merge("0x" + Long.toHexString(block.cid().codec()), 1L, Long::sum);
      BlockLinks.of(block.cid().codec(), block.bytes(), block.bytes().length);
      if (block.cid().codec() == Codec.DAG_CBOR && !isStrict(block)) {
        refused.add(text(block.cid()));
      }
    }
    Check.equal("codecs", codecs, counts(expected.get("codecs")));
    if (fixture.category().equals("dag-cbor")) {
      Check.equal("blocks that are not strict", refused, Set.of());
    }
    Check.equal("whether those listed are refused", refused.containsAll(listed(expected)), true);
  }

  /**
   * Old Filecoin blocks have bytes where text should be. The reader of the fixtures saw that in
   * keys only and below roots only, and so lists some of them.
   */
  private static Set<String> listed(Json expected) {
    Set<String> listed = new HashSet<>();
    if (expected.has("undecodable")) {
      expected.items("undecodable").forEach(cid -> listed.add(cid.text().split(":")[0]));
    }
    return listed;
  }

  private static boolean isStrict(CarBlock block) {
    try {
      DagCbor.decode(block.bytes());
      return true;
    } catch (DecodeException e) {
      if (!e.getMessage().contains("not UTF-8")) {
        throw new AssertionError(block.cid().toString(), e);
      }
      return false;
    }
  }

  private static void links(Contents car, Json expected) {
    Set<Multihash> there = car.hashes();
    Set<Cid> missing = new HashSet<>(car.roots());
    for (CarBlock block : car.blocks()) {
      missing.addAll(linksOf(block));
    }
    missing.removeIf(cid -> cid.isIdentity() || there.contains(cid.multihash()));
    Check.equal("missing links", (long) missing.size(), expected.number("missing_links"));
  }

  private static List<Cid> linksOf(CarBlock block) {
    try {
      return BlockLinks.of(block.cid().codec(), block.bytes(), block.bytes().length).stream()
          .map(BlockLinks.Link::cid)
          .toList();
    } catch (DecodeException seenBefore) {
      return List.of();
    }
  }

  /** No crash, hang or large allocation, whatever comes out. */
  static List<Check> survived(Bench bench, Fixture fixture) {
    return List.of(
        new Check("ends or is refused", () -> read(bench, fixture)),
        new Check(
            "is a source that has nothing or something",
            () -> {
              Path car = bench.fixtures().file(fixture.path());
              Check.refused(
                  IOException.class,
                  () -> Bench.fetch(car, ABSENT, "", bench.folder().resolve("out")));
            }));
  }

  /** A block that no fixture has. */
  static final Cid ABSENT = Bench.cidOf(Codec.RAW, "in no fixture".getBytes());

  /** Zero padding behind a CAR: an error, or its end where that is asked for. */
  static List<Check> padded(Bench bench, Fixture fixture) {
    return List.of(
        new Check(
            "all blocks where zeros are an end",
            () -> {
              Contents car = read(bench.fixtures().bytes(fixture.path()), true);
              Check.equal("damage", car.damage(), Optional.empty());
              Check.equal("blocks", car.blocks().size(), 1049);
            }));
  }

  /** Small CARs that must be refused, or not. */
  static List<Check> hexTable(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json row : bench.fixtures().cases(fixture.path())) {
      byte[] car = java.util.HexFormat.of().parseHex(row.text("hex"));
      checks.add(new Check(row.text("name"), () -> hexCase(row, car)));
    }
    return checks;
  }

  private static void hexCase(Json row, byte[] bytes) throws Exception {
    Contents car = read(bytes, false);
    boolean wrong = car.damage().isPresent();
    for (CarBlock block : car.blocks()) {
      boolean matches = isVerifiable(block) && Bench.matches(block.cid(), block.bytes());
      wrong |= !matches && row.has("verify_hashes") && row.flag("verify_hashes");
    }
    Check.equal("whether it is refused", wrong, row.text("expect").equals("error"));
    if (row.text("expect").contains("5 equal roots")) {
      Check.equal("roots", car.roots().size(), 5);
    }
  }

  private static boolean isVerifiable(CarBlock block) {
    try {
      org.ipfsfetch.multiformats.Hashing.requireVerifiable(block.cid().multihash());
      return true;
    } catch (DecodeException e) {
      return false;
    }
  }

  /** For looking things up in a CAR more than once. */
  static Map<Multihash, byte[]> byHash(Contents car) {
    Map<Multihash, byte[]> blocks = new HashMap<>();
    car.blocks().forEach(block -> blocks.put(block.cid().multihash(), block.bytes()));
    return blocks;
  }
}
