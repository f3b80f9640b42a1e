// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Multibase;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.multiformats.UnsupportedHashException;
import org.ipfsfetch.multiformats.Varint;
import org.ipfsfetch.unixfs.HamtShard;

/** Tables of numbers, bases, hashes and CIDs. */
final class FormatChecks {
  private FormatChecks() {}

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** What is done with a row of a table. */
  @FunctionalInterface
  interface RowBody {
    void run(Json row) throws Exception;
  }

  /** One check a row, named by its number and one of its columns. */
  static List<Check> rows(Bench bench, Fixture fixture, String column, RowBody body)
      throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json row : bench.fixtures().cases(fixture.path())) {
      String name = (checks.size() + 1) + " " + row.textOr(column, "");
      checks.add(new Check(name, () -> body.run(row)));
    }
    return checks;
  }

  static void varint(Json row) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(hex(row.text("hex")));
    if (!row.get("expect").isNumber()) {
      Check.refused(DecodeException.class, () -> Varint.read(in));
      return;
    }
    Check.equal("value", Varint.read(in), row.number("expect"));
    byte[] back = new byte[Varint.MAX_BYTES];
    int length = Varint.write(row.number("expect"), back, 0);
    Check.equal("written", hex(back).substring(0, 2 * length), row.text("hex"));
  }

  static void multibase(Json row) throws Exception {
    String text = row.text("text");
    Check.equal("bytes", hex(Multibase.decode(text)), row.text("decoded_hex"));
    if (row.flag("canonical")) {
      Check.equal("text", Multibase.of(text).encode(hex(row.text("decoded_hex"))), text);
    }
  }

  static void multihash(Json row) throws Exception {
    byte[] bytes = hex(row.text("multihash_hex"));
    if (row.text("expect").equals("error")) {
      Check.refused(DecodeException.class, () -> Multihash.decode(bytes));
      return;
    }
    Multihash hash = Multihash.decode(bytes);
    Check.equal("function", hash.code(), row.number("code"));
    Check.equal("digest", hex(hash.digest()), row.text("digest_hex"));
    Check.equal("length", (long) hash.digestLength(), row.number("size"));
    Check.equal("bytes", hex(hash.bytes()), row.text("multihash_hex"));
  }

  /** Hash function, bits, text, multihash; digests below 160 bits are decoded and not believed. */
  static List<Check> multihashValues(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (String line : bench.fixtures().text(fixture.path()).lines().skip(1).toList()) {
      String[] cells = line.split(",");
      String name = (checks.size() + 1) + " " + cells[0] + " " + cells[1];
      checks.add(new Check(name, () -> multihashValue(cells)));
    }
    return checks;
  }

  private static void multihashValue(String[] cells) throws Exception {
    Multihash hash = Multihash.decode(hex(cells[3]));
    int bits = Integer.parseInt(cells[1]);
    byte[] input = cells[2].getBytes(StandardCharsets.US_ASCII);
    Check.equal("bits", 8 * hash.digestLength(), bits);
    if (bits < 160) {
      Check.refused(
          UnsupportedHashException.class, () -> Hashing.matches(hash, input, 0, input.length));
      return;
    }
    Check.equal("match", Hashing.matches(hash, input, 0, input.length), true);
    input[0] ^= 1;
    Check.equal("match of others", Hashing.matches(hash, input, 0, input.length), false);
  }

  static void cid(Json row) throws Exception {
    String expect = row.text("expect");
    if (expect.equals("error")) {
      Check.refused(DecodeException.class, () -> readCid(row));
      return;
    }
    Cid cid = readCid(row);
    if (expect.equals("ok")) {
      Hashing.requireVerifiable(cid.multihash());
    } else {
      Check.refused(
          UnsupportedHashException.class, () -> Hashing.requireVerifiable(cid.multihash()));
    }
    if (row.has("cid")) {
      String text = row.text("cid");
      Multibase base = text.startsWith("Qm") ? Multibase.BASE58BTC : Multibase.of(text);
      Check.equal("text", cid.encode(base), text);
    } else {
      Check.equal("bytes", hex(cid.bytes()), row.text("cid_hex"));
    }
  }

  private static Cid readCid(Json row) throws DecodeException {
    return row.has("cid") ? Cid.parse(row.text("cid")) : Cid.decode(hex(row.text("cid_hex")));
  }

  /** Whoever is named by us is named as in the registry. */
  static List<Check> codecNames(Bench bench, Fixture fixture) {
    return List.of(
        new Check(
            "names of codecs",
            () -> {
              int known = 0;
              for (String line : bench.fixtures().text(fixture.path()).lines().skip(1).toList()) {
                String[] cells = line.split(",");
                long code = Long.decode(cells[2].strip());
                String name = Codec.name(code);
                if (!name.startsWith("0x")) {
                  Check.equal(cells[2], name, cells[0].strip().toLowerCase(Locale.ROOT));
                  known++;
                }
              }
              Check.equal("known codecs", known >= 8, true);
            }));
  }

  static void blake2b(Json row) throws Exception {
    matches(0xb240, row.text("out"), hex(row.text("in")));
  }

  static void blake3(Json row) throws Exception {
    byte[] input = new byte[(int) row.number("input_len")];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) (i % 251);
    }
    matches(0x1e, row.text("hash32_hex"), input);
  }

  private static void matches(long function, String digest, byte[] input) throws Exception {
    Multihash hash = Multihash.of(function, hex(digest));
    Check.equal("match", Hashing.matches(hash, input, 0, input.length), true);
  }

  /** The hash of a directory's buckets, and the order in which its bits are used. */
  static List<Check> murmur3(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks =
        rows(
            bench,
            fixture,
            "input",
            row -> {
              byte[] input = row.text("input").getBytes(StandardCharsets.UTF_8);
              String seen = HexFormat.of().toHexDigits(HamtShard.hash(input));
              Check.equal("first half", seen, row.text("h1"));
            });
    Json bits = bench.fixtures().json(fixture.path()).get("hamt_bits");
    checks.add(new Check("order of bits", () -> bits(bits)));
    return checks;
  }

  private static void bits(Json table) throws Exception {
    long hash = 0;
    for (Json part : table.items("bytes")) {
      hash = hash << 8 | part.number();
    }
    for (Json take : table.items("take")) {
      int width = (int) take.items().get(0).number();
      int seen = HamtShard.bucketAt(hash, 0, 1 << width);
      Check.equal("bits", (long) seen, take.items().get(1).number());
      hash <<= width;
    }
  }

  /** A block named by its CID. */
  static List<Check> block(Bench bench, Fixture fixture) {
    String file = fixture.path().substring(fixture.path().lastIndexOf('/') + 1);
    String name = file.substring(0, file.length() - ".block".length());
    return List.of(
        new Check(
            "hash and form",
            () -> {
              byte[] bytes = bench.fixtures().bytes(fixture.path());
              Cid cid = Cid.parse(name);
              Check.equal("match", Bench.matches(cid, bytes), true);
              Check.equal("codec", cid.codec(), Codec.DAG_CBOR);
              org.ipfsfetch.ipld.DagCbor.decode(bytes);
              Optional<String> car = carOf(fixture);
              if (car.isPresent()) {
                byte[] same = CarChecks.read(bench.fixtures().bytes(car.get()), false).block(cid);
                Check.equal("block of " + car.get(), hex(same), hex(bytes));
              }
            }));
  }

  private static Optional<String> carOf(Fixture fixture) {
    return fixture.path().startsWith("go-car/")
        ? Optional.of("go-car/sample-v1.car")
        : Optional.empty();
  }
}
