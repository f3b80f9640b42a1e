// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything around a target that an attack could reach: a folder with things worth damaging, and
 * the absolute places that the attacks of the fixtures aim at. Compared before and after.
 */
final class Surrounding {
  private static final List<Path> AIMED_AT =
      Stream.of("/moo", "/tmp/moo", "/escape", "/tmp/escape", "/a", "/foo", "/etc/passwd")
          .map(Path::of)
          .toList();

  private final Path folder;
  private final Path target;
  private final Map<String, String> before;

  private Surrounding(Path folder) throws IOException {
    this.folder = folder;
    this.target = folder.resolve("in/target");
    Files.createDirectories(target.getParent());
    Files.writeString(folder.resolve("precious"), "of mine");
    Files.writeString(folder.resolve("in/precious"), "of mine, too");
    Files.createDirectories(folder.resolve("in/elsewhere/below"));
    this.before = snapshot();
  }

  /** Sets it up inside a fresh folder. */
  static Surrounding in(Path folder) throws IOException {
    return new Surrounding(folder);
  }

  /** Where to fetch to; nothing is there. */
  Path target() {
    return target;
  }

  /** Whether anything is at the target, be it a link to nowhere. */
  boolean isTargetThere() {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
  }

  /** Links that lead out, too: whoever empties the scratch folder would warn of them. */
  void removeTarget() throws IOException {
    if (isTargetThere()) {
      try (Stream<Path> files = Files.walk(target)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Nothing but the target may have changed, and nothing temporary be left. */
  void requireUntouched() throws IOException {
    Map<String, String> after = snapshot();
    Check.equal("everything around the target", after, before);
  }

  private Map<String, String> snapshot() throws IOException {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> !file.startsWith(target)).toList()) {
        seen.put(folder.relativize(file).toString(), describe(file));
      }
    }
    for (Path file : AIMED_AT) {
      seen.put(file.toString(), describe(file));
    }
    return seen;
  }

  private static String describe(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    } else if (Files.isDirectory(file)) {
      return "directory";
    }
    return Files.exists(file) ? Tree.sha256(Files.readAllBytes(file)) : "nothing";
  }
}
