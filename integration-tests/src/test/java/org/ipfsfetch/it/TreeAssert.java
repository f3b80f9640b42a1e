// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Compares a folder or file with another, entry by entry and byte by byte. */
final class TreeAssert extends AbstractAssert<TreeAssert, Path> {
  private static final int SHOWN = 20;

  private enum Detail {
    CONTENT,
    CONTENT_AND_METADATA
  }

  private TreeAssert(Path actual) {
    super(actual, TreeAssert.class);
  }

  static TreeAssert assertThatTree(Path actual) {
    return new TreeAssert(actual);
  }

  /** The same names, kinds, link targets and bytes. */
  TreeAssert isSameAs(Path expected) throws IOException {
    return compare(expected, Detail.CONTENT);
  }

  /** Also the same permissions and modification times, to the nanosecond. */
  TreeAssert isSameWithMetadataAs(Path expected) throws IOException {
    return compare(expected, Detail.CONTENT_AND_METADATA);
  }

  private TreeAssert compare(Path expected, Detail detail) throws IOException {
    SortedMap<String, String> wanted = list(expected, detail);
    SortedMap<String, String> found = list(actual, detail);
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      String want = wanted.getOrDefault(name, "nothing");
      String have = found.getOrDefault(name, "nothing");
      if (!want.equals(have)) {
        differences.add("'" + name + "' is " + have + ", should be " + want);
      } else if (want.startsWith("file")) {
        long at = Files.mismatch(expected.resolve(name), actual.resolve(name));
        if (at >= 0) {
          differences.add("'" + name + "' differs from byte " + at + " on");
        }
      }
    }
    if (!differences.isEmpty()) {
      failWithMessage(
          "%s is not %s: %d of %d entries differ:%n  %s",
          actual,
          expected,
          differences.size(),
          names.size(),
          String.join("\n  ", differences.subList(0, Math.min(SHOWN, differences.size()))));
    }
    return this;
  }

  private static SortedMap<String, String> list(Path root, Detail detail) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      entries.put(root.relativize(path).toString(), describe(path, detail));
    }
    return entries;
  }

  private static String describe(Path path, Detail detail) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Instant time = attributes.lastModifiedTime().toInstant();
    String mode = " " + PosixFilePermissions.toString(attributes.permissions());
    String kind;
    if (attributes.isSymbolicLink()) {
      kind = "link to " + Files.readSymbolicLink(path);
      mode = ""; // Linux has none for links
      time = time.truncatedTo(ChronoUnit.MICROS); // as exact as Java 17 sets it on a link
    } else if (attributes.isDirectory()) {
      kind = "directory";
    } else {
      kind = "file of " + attributes.size() + " bytes";
    }
    return detail == Detail.CONTENT ? kind : kind + mode + " " + time;
  }
}
