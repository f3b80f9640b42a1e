// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.unixfs.EntryType;
import org.ipfsfetch.walk.ListedEntry;

/** Lists of directories, and DAGs taken along as CARs. */
final class ListChecks {
  private static final Pattern STAT = Pattern.compile("(?m)^(baf\\w+)\\s+(\\d+)\\s+(\\d+)\\s*$");

  private ListChecks() {}

  private static List<ListedEntry> list(Path car, Cid root, String path, Fetcher.Detail detail)
      throws Exception {
    List<ListedEntry> heard = Collections.synchronizedList(new ArrayList<>());
    try (Fetcher fetcher = Bench.fetcher(car)) {
      fetcher.list(Bench.address(root, path), detail, heard::add);
    }
    return heard;
  }

  /** What a daemon says of a directory that is in a CAR. */
  static List<Check> asDaemon(Bench bench, Fixture fixture, String car) throws IOException {
    Json table = bench.fixtures().json(fixture.path());
    return List.of(
        new Check(
            "entries",
            () -> {
              Cid root = Cid.parse(table.text("root"));
              Path file = bench.fixtures().file(car);
              List<String> seen =
                  list(file, root, "", Fetcher.Detail.TYPES_AND_SIZES).stream()
                      .map(entry -> entry.name() + " " + entry.cid().toV1() + " " + type(entry))
                      .toList();
              List<String> wanted = new ArrayList<>();
              for (Json row : table.items("entries")) {
                Cid cid = Cid.parse(row.text("cid")).toV1();
                wanted.add(row.text("name") + " " + cid + " " + row.text("type"));
              }
              Check.equal("list", seen, wanted);
            }));
  }

  private static String type(ListedEntry entry) {
    return entry.type() == EntryType.DIRECTORY ? "dir" : "file";
  }

  /** How many entries a directory has whose blocks are elsewhere. */
  static Check counts(Bench bench, Fixture fixture, String root, int entries) {
    return new Check(
        "list of " + entries,
        () -> {
          Path car = bench.fixtures().file(fixture.path());
          Check.equal(
              "entries", list(car, Cid.parse(root), "", Fetcher.Detail.NAMES).size(), entries);
        });
  }

  /** The order of names in a sharded directory. */
  static Check order(Bench bench, Fixture fixture, String path, String... beginnings) {
    return new Check(
        "order of names",
        () -> {
          Path car = bench.fixtures().file(fixture.path());
          Cid root = org.ipfsfetch.car.CarFileBlockSource.roots(car).get(0);
          List<ListedEntry> seen = list(car, root, path, Fetcher.Detail.NAMES);
          Check.equal("entries", seen.size(), beginnings.length);
          for (int i = 0; i < beginnings.length; i++) {
            String name = seen.get(i).name();
            Check.equal(name + " at " + i, name.startsWith(beginnings[i]), true);
          }
        });
  }

  /** Blocks and bytes below roots, as {@code ipfs dag stat} counts them. */
  static List<Check> dagStat(Bench bench, Fixture fixture, String car) throws IOException {
    List<Check> checks = new ArrayList<>();
    Matcher rows = STAT.matcher(bench.fixtures().text(fixture.path()));
    while (rows.find()) {
      String root = rows.group(1);
      List<Long> wanted = List.of(Long.valueOf(rows.group(2)), Long.valueOf(rows.group(3)));
      checks.add(new Check("below " + root, () -> stat(bench, car, root, wanted)));
    }
    return checks;
  }

  private static void stat(Bench bench, String car, String root, List<Long> wanted)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Bench.fetch(bench.fixtures().file(car), Cid.parse(root), Output.toCar(out));
    List<CarBlock> blocks = CarChecks.read(out.toByteArray(), false).blocks();
    long bytes = blocks.stream().mapToLong(block -> block.bytes().length).sum();
    Check.equal("blocks and bytes", List.of((long) blocks.size(), bytes), wanted);
  }
}
