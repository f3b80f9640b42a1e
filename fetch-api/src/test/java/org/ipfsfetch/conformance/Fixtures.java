// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder of test data with a list of what is in it: {@code README.md} or {@code ORIGIN.md}, in
 * which {@code ## folder/} begins a table of files whose third column is a category and whose
 * fourth the number of cases.
 */
final class Fixtures {
  /** Names a folder with the whole collection. */
  static final String PROPERTY = "ipfsfetch.fixtures";

  static final String VARIABLE = "IPFSFETCH_FIXTURES";

  private final Path folder;
  private final String list;

  private Fixtures(Path folder, String list) {
    this.folder = folder;
    this.list = list;
  }

  /**
   * A file of the collection.
   *
   * @param path from the folder on
   * @param category one word
   * @param cases how many the list counts in it
   * @param text the row of the list
   */
  record Fixture(String path, String category, int cases, String text) {}

  /** The whole collection, where somebody has it. */
  static Optional<Fixtures> whole() {
    String named = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
    Path folder =
        named.isEmpty()
            ? Checkout.root().resolveSibling("shared").resolve("fixtures")
            : Path.of(named);
    return Files.exists(folder.resolve("README.md"))
        ? Optional.of(new Fixtures(folder, "README.md"))
        : Optional.empty();
  }

  /** The part that is in this repository. */
  static Fixtures carried() {
    URL list = Objects.requireNonNull(Fixtures.class.getResource("/conformance/ORIGIN.md"));
    try {
      return new Fixtures(Path.of(list.toURI()).getParent(), "ORIGIN.md");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that the list names. */
  List<Fixture> inventory() throws IOException {
    List<Fixture> found = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(folder.resolve(list))) {
      if (line.startsWith("## ")) {
        section = line.substring(3).strip();
      }
      String[] cells = line.split("\\|", -1);
      if (section.endsWith("/") && cells.length >= 7 && isNumber(cells[2])) {
        String path = section + cells[1].strip();
        int cases = Integer.parseInt(cells[4].strip());
        found.add(new Fixture(path, cells[3].strip(), cases, line));
      }
    }
    return found;
  }

  private static boolean isNumber(String cell) {
    return cell.strip().matches("[0-9]+");
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  boolean has(String path) {
    return Files.exists(file(path));
  }

  byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(file(path));
  }

  String text(String path) throws IOException {
    return Files.readString(file(path));
  }

  Json json(String path) throws IOException {
    return Json.parse(text(path));
  }

  /** The rows of a table. */
  List<Json> cases(String path) throws IOException {
    return json(path).items("cases");
  }

  @Override
  public String toString() {
    return list.equals("README.md") ? "all fixtures" : "the fixtures in this repository";
  }
}
