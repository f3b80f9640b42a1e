// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The content that goes in: always the same bytes, whichever machine writes them. */
final class Trees {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private Trees() {}

  /** A bit of everything that a real folder may hold, some MiB in all. */
  static Path everyday() throws IOException {
    return ContentFolder.fresh("everyday", Trees::writeEveryday);
  }

  private static void writeEveryday(Path folder) throws IOException {
    // One chunk of 256 KiB or of 1 MiB, one byte less and one byte more.
    for (int size : List.of(0, 1, 31, 33, 100, 256 * KIB - 1, 256 * KIB, 256 * KIB + 1, MIB)) {
      write(folder.resolve("sizes/" + size + " bytes"), size);
    }
    write(folder.resolve("sizes/many chunks"), 3 * MIB + 17);
    Files.write(folder.resolve("sizes/the same chunk again and again"), new byte[2 * MIB]);
    write(folder.resolve("a/b/c/d/e/f/g/deep"), 10);
    write(folder.resolve(".hidden"), 11);
    write(folder.resolve(".hidden folder/.also hidden"), 12);
    Files.createDirectories(folder.resolve("empty folder"));
    Files.createDirectories(folder.resolve("holds an empty folder/empty folder"));
    writeOddNames(folder.resolve("odd names"));
    for (String twin : List.of("twins/one", "twins/two", "twins/below/three")) {
      text(folder.resolve(twin), "the same bytes three times\n".repeat(20_000));
    }
    writeLinks(folder.resolve("links"));
  }

  private static void writeOddNames(Path folder) throws IOException {
    List<String> names =
        List.of(
            " begins and ends with a space ",
            "100%41?query#fragment&a=b+c",
            "back\\slash",
            "quote\"and'quote",
            "line\nbreak",
            "tab\there",
            "-starts-with-a-dash",
            "a:b*c|d<e>f",
            "...",
            "CON",
            "n".repeat(255),
            "日本語のファイル",
            "смешанный регистр",
            "עברית",
            "composed \u00e9",
            "decomposed e\u0301",
            "\ud83e\udd84 beyond the BMP");
    for (String name : names) {
      text(folder.resolve(name), name);
    }
    text(folder.resolve("日本語 フォルダ/naïve/ファイル"), "below folders with such names");
    text(folder.resolve("case"), "lower");
    text(folder.resolve("CASE"), "upper");
  }

  private static void writeLinks(Path folder) throws IOException {
    text(folder.resolve("target/file"), "what links lead to");
    link(folder.resolve("to a file"), "target/file");
    link(folder.resolve("to a folder"), "target");
    link(folder.resolve("to a link"), "to a file");
    link(folder.resolve("to nothing"), "not/there");
    link(folder.resolve("to itself"), "to itself");
    link(folder.resolve("deeper/back up"), "../target/file");
    link(folder.resolve("deeper/out of links and in again"), "../../links/target/file");
    link(folder.resolve("日本語"), "target/ファイル");
  }

  /** Files, folders and links with modes and times of all kinds. */
  static Path withMetadata() throws IOException {
    return ContentFolder.fresh("metadata", Trees::writeMetadata);
  }

  private static void writeMetadata(Path folder) throws IOException {
    for (String mode : List.of("rw-r--r--", "rwxr-xr-x", "rw-------", "r--------", "r--r--r--")) {
      Path file = folder.resolve("modes/" + mode);
      text(file, mode);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
    Path big = folder.resolve("modes/of many chunks");
    write(big, MIB + 5);
    Files.setPosixFilePermissions(big, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String time :
        List.of(
            "2001-02-03T04:05:06Z",
            "2020-02-29T23:59:59.123456789Z",
            "2038-01-19T03:14:08.000000001Z",
            "1970-01-01T00:00:01Z",
            "2111-11-11T11:11:11.1Z")) {
      text(folder.resolve("times/" + time.replace(':', '.')), time);
      touch(folder.resolve("times/" + time.replace(':', '.')), time);
    }
    link(folder.resolve("link"), "modes");
    touch(folder.resolve("link"), "2002-02-02T02:02:02Z");
    text(folder.resolve("sealed/inside"), "a folder that nothing can be written to any more");
    touch(folder.resolve("sealed/inside"), "2003-03-03T03:03:03.000000003Z");
    Files.createDirectories(folder.resolve("empty"));
    // From the inside to the outside: writing into a folder would change its time.
    touch(folder.resolve("sealed"), "2004-04-04T04:04:04.000000004Z");
    touch(folder.resolve("empty"), "2005-05-05T05:05:05.5Z");
    touch(folder.resolve("modes"), "2006-06-06T06:06:06.000000006Z");
    touch(folder.resolve("times"), "2007-07-07T07:07:07Z");
    Files.setPosixFilePermissions(
        folder.resolve("sealed"), PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setPosixFilePermissions(
        folder.resolve("empty"), PosixFilePermissions.fromString("rwx------"));
    touch(folder, "2008-08-08T08:08:08.08Z");
  }

  /** Files that need more links than one node holds, once cut into chunks of 1 KiB. */
  static Path deepFiles() throws IOException {
    return ContentFolder.fresh(
        "deep-files",
        folder -> {
          write(folder.resolve("2000 chunks"), 2000 * KIB);
          write(folder.resolve("175 chunks"), 174 * KIB + 1); // kubo puts 174 links into a node
          write(folder.resolve("1 chunk"), 1000);
        });
  }

  /** A folder with a few hundred entries, and one below it. */
  static Path someHundredEntries() throws IOException {
    return ContentFolder.fresh(
        "some-hundred",
        folder -> {
          for (int i = 0; i < 300; i++) {
            text(folder.resolve("entry " + i), "content of " + i);
          }
          for (int i = 0; i < 40; i++) {
            text(folder.resolve("below/naïve " + i), "content below of " + i);
          }
          link(folder.resolve("link"), "entry 7");
          Files.createDirectories(folder.resolve("empty"));
        });
  }

  /** 100 folders of 100 files of 4 KiB. */
  static Path tenThousandFiles() throws IOException {
    return ContentFolder.kept(
        "10k-files",
        folder -> {
          for (int i = 0; i < 10_000; i++) {
            Path file = folder.resolve("%02d/%02d".formatted(i / 100, i % 100));
            write(file, 4 * KIB, i);
          }
        });
  }

  /** One folder of 20,000 tiny files. */
  static Path twentyThousandEntries() throws IOException {
    return ContentFolder.kept(
        "20k-entries",
        folder -> {
          for (int i = 0; i < 20_000; i++) {
            Files.writeString(folder.resolve("entry-%05d.txt".formatted(i)), "entry " + i + "\n");
          }
        });
  }

  /** One file of 1 GiB, in a folder. */
  static Path gibibyte() throws IOException {
    return ContentFolder.kept("1-gib", folder -> write(folder.resolve("random"), 1024L * MIB, 1));
  }

  private static void write(Path file, long size) throws IOException {
    write(file, size, size);
  }

  private static void write(Path file, long size, long seed) throws IOException {
    Files.createDirectories(file.getParent());
    Random random = new Random(seed);
    byte[] buffer = new byte[64 * KIB];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long rest = size; rest > 0; rest -= buffer.length) {
        random.nextBytes(buffer);
        out.write(buffer, 0, (int) Math.min(rest, buffer.length));
      }
    }
  }

  private static void text(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void link(Path link, String target) throws IOException {
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static void touch(Path path, String time) throws IOException {
    FileTime when = FileTime.from(Instant.parse(time));
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(when, when, when);
  }
}
