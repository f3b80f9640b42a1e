// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.ipfsfetch.fakes.TestDag;
import org.ipfsfetch.fakes.TestDag.Entry;

/** Names and scenes that others have been attacked with, as DAGs of our own making. */
final class DiskChecks {
  private static final int NAME_MAX = 255;

  private DiskChecks() {}

  /** A name with a separator is never a path, so a harmless path is no name either. */
  static boolean mustBeRefused(Json row) {
    String name = row.text("name");
    boolean onWindows = File.separatorChar == '\\';
    boolean aimed = row.text("platform").equals("all") || onWindows;
    return row.flag("unsafe") && aimed || name.contains("/") || name.equals(".");
  }

  static List<Check> entryNames(Bench bench, Fixture fixture) throws IOException {
    return FormatChecks.rows(
        bench, fixture, "name", row -> name(bench, row.text("name"), mustBeRefused(row)));
  }

  static List<Check> naughtyNames(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json item : bench.fixtures().json(fixture.path()).items("names")) {
      String name = item.text();
      boolean refused =
          name.isEmpty()
              || name.contains("/")
              || name.indexOf('\0') >= 0
              || name.equals(".")
              || name.equals("..")
              || name.getBytes(UTF_8).length > NAME_MAX;
      checks.add(new Check((checks.size() + 1) + " " + name, () -> name(bench, name, refused)));
    }
    return checks;
  }

  private static void name(Bench bench, String name, boolean refused) throws Exception {
    Surrounding around = Surrounding.in(bench.folder());
    TestDag dag = new TestDag();
    TestDag.Node root = dag.directory(Entry.of(name, dag.raw("content")));
    Path car = bench.car(dag, root);
    if (refused) {
      Check.refused(UnsafeContent.class, () -> Bench.fetch(car, root.cid(), "", around.target()));
      Check.equal("whether there is a target", around.isTargetThere(), false);
    } else {
      Bench.fetch(car, root.cid(), "", around.target());
      Map<String, Tree.Entry> seen = Tree.onDisk(around.target()).entries();
      Check.equal("paths", List.copyOf(seen.keySet()), List.of("", "/" + name));
    }
    around.requireUntouched();
  }

  /** A state before, and entries that two of have one name. */
  static List<Check> scenarios(Bench bench, Fixture fixture) throws IOException {
    return FormatChecks.rows(bench, fixture, "name", row -> scenario(bench, row));
  }

  private static void scenario(Bench bench, Json row) throws Exception {
    Surrounding around = Surrounding.in(bench.folder());
    Path target = Files.createDirectory(around.target());
    boolean occupied = false;
    for (Json before : row.items("before")) {
      occupied |= prepare(target, before.items());
    }
    TestDag dag = new TestDag();
    TestDag.Node root = root(dag, row.items("entries"));
    Path car = bench.car(dag, root);
    Class<? extends IOException> failure =
        occupied ? FileAlreadyExistsException.class : UnsafeContent.class;
    Check.refused(failure, () -> Bench.fetch(car, root.cid(), "", target));
    Check.equal("/tmp/moo", Files.exists(Path.of("/tmp/moo"), LinkOption.NOFOLLOW_LINKS), false);
    Path reference = target.resolveSibling("outside-ref");
    if (Files.exists(reference)) {
      Check.equal("what lies beside", Files.readString(reference), "original");
      Files.delete(reference);
    }
    around.requireUntouched();
  }

  /** Whether it lies in the target. */
  private static boolean prepare(Path target, List<Json> entry) throws IOException {
    Path place = target.resolve(entry.get(1).text()).normalize();
    switch (entry.get(0).text()) {
      case "dir" -> Files.createDirectory(place);
      case "symlink" -> Files.createSymbolicLink(place, Path.of(entry.get(2).text()));
      default -> Files.writeString(place, entry.get(2).text());
    }
    return place.startsWith(target);
  }

  private static TestDag.Node root(TestDag dag, List<Json> entries) {
    List<Entry> links = new ArrayList<>();
    for (Json entry : entries) {
      List<Json> cells = entry.items();
      String[] steps = cells.get(1).text().split("/");
      TestDag.Node node =
          switch (cells.get(0).text()) {
            case "dir" -> dag.directory();
            case "symlink" -> dag.symlink(cells.get(2).text());
            default -> dag.raw(cells.get(2).text());
          };
      for (int i = steps.length - 1; i > 0; i--) {
        node = dag.directory(Entry.of(steps[i], node));
      }
      links.add(Entry.of(steps[0], node));
    }
    return dag.directory(links);
  }
}
