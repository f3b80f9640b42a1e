// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a root extracts to, as an independent reader saw it, or as it lies on disk.
 *
 * @param entries by path: {@code ""} is the root, {@code /a/b} lies below it
 */
record Tree(Map<String, Entry> entries) {

  /**
   * One file, directory, symlink, or something that cannot be extracted.
   *
   * @param type {@code file}, {@code directory}, {@code symlink}; {@code missing}, {@code other}
   * @param what sha256 and size, or the target
   */
  record Entry(String type, String what, Optional<Integer> mode, Optional<Instant> mtime) {
    boolean isFile() {
      return type.equals("file");
    }

    boolean isThere() {
      return !type.equals("missing") && !type.equals("other");
    }
  }

  /** The tree of one root in an {@code .expected.json}. */
  static Tree expected(Fixtures fixtures, String folder, Json root) throws IOException {
    return root.has("entries")
        ? of(root.items("entries"))
        : ofCsv(fixtures.text(folder + root.text("entries_file")));
  }

  static Tree of(List<Json> rows) {
    Map<String, Entry> entries = new TreeMap<>();
    rows.forEach(row -> entries.put(row.text("path"), entry(row)));
    return new Tree(entries);
  }

  /** One row of a table. */
  static Entry entry(Json row) {
    String type = row.text("type");
    boolean cut = row.has("incomplete") && row.flag("incomplete");
    String what =
        switch (type) {
          case "file" -> row.textOr("size", "") + " " + row.textOr("sha256", "");
          case "symlink" -> row.text("target");
          default -> "";
        };
    return new Entry(cut ? "missing" : type, what, mode(row), mtime(row));
  }

  private static Optional<Integer> mode(Json row) {
    return row.has("mode")
        ? Optional.of(Integer.parseInt(row.text("mode").substring(2), 8))
        : Optional.empty();
  }

  private static Optional<Instant> mtime(Json row) {
    if (!row.has("mtime")) {
      return Optional.empty();
    }
    List<Json> time = row.items("mtime");
    long nanos = time.get(1).isNothing() ? 0 : time.get(1).number();
    return Optional.of(Instant.ofEpochSecond(time.get(0).number(), nanos));
  }

  private static Tree ofCsv(String text) {
    Map<String, Entry> entries = new TreeMap<>();
    text.lines()
        .skip(1)
        .map(Tree::cells)
        .forEach(
            row -> {
              boolean file = row.get(1).equals("file");
              String what = file ? row.get(2) + " " + row.get(3) : row.get(5);
              entries.put(
                  row.get(0), new Entry(row.get(1), what, Optional.empty(), Optional.empty()));
            });
    return new Tree(entries);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** What lies at a place, links not followed. */
  static Tree onDisk(Path place) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path file, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(file, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            entries.put(name(place, file), entry(file, attributes));
            return FileVisitResult.CONTINUE;
          }
        });
    return new Tree(entries);
  }

  private static String name(Path place, Path file) {
    return file.equals(place) ? "" : "/" + place.relativize(file);
  }

  private static Entry entry(Path file, BasicFileAttributes attributes) throws IOException {
    String type = "file";
    String what = "";
    if (attributes.isDirectory()) {
      type = "directory";
    } else if (attributes.isSymbolicLink()) {
      type = "symlink";
      what = Files.readSymbolicLink(file).toString();
    } else {
      what = attributes.size() + " " + sha256(Files.readAllBytes(file));
    }
    FileTime time = attributes.lastModifiedTime();
    return new Entry(type, what, modeOf(file), Optional.of(time.toInstant()));
  }

  private static Optional<Integer> modeOf(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Optional.of(
            (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0xfff)
        : Optional.empty();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether all of it can be extracted. */
  boolean isWhole() {
    return entries.values().stream().allMatch(Entry::isThere);
  }

  /** Whether a symlink, taken as text, leads out. */
  boolean hasLinksThatLeave() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().type().equals("symlink"))
        .anyMatch(entry -> leaves(entry.getKey(), entry.getValue().what()));
  }

  private static boolean leaves(String path, String target) {
    Path from = Path.of("top" + path).getParent();
    return target.startsWith("/")
        || !path.isEmpty() && !from.resolve(target).normalize().startsWith("top");
  }

  boolean has(String type) {
    return entries.values().stream().anyMatch(entry -> entry.type().equals(type));
  }

  /** Says what differs; modes and times count where they are expected. */
  void requireSameAs(Tree seen) {
    Check.equal("the list of paths", seen.entries.keySet(), entries.keySet());
    entries.forEach((path, expected) -> require(path, expected, seen.entries.get(path)));
  }

  private static void require(String path, Entry expected, Entry seen) {
    Check.equal(
        "\"" + path + "\"",
        seen.type() + " " + seen.what(),
        expected.type() + " " + expected.what());
    boolean isLink = expected.type().equals("symlink"); // Linux gives links no mode
    if (expected.mode().isPresent() && !isLink) {
      Check.equal("mode of \"" + path + "\"", seen.mode(), expected.mode());
    }
    if (expected.mtime().isPresent()) {
      Check.equal("mtime of \"" + path + "\"", seen.mtime(), expected.mtime());
    }
  }
}
