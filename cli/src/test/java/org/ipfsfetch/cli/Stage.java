// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one failure is played: a folder, what is in it before, what standard output takes, and by
 * which placeholders the documentation calls what differs from case to case.
 */
final class Stage {
  final Dag.Sample sample = new Dag.Sample();
  final Path folder;
  private final Map<String, String> placeholders = new LinkedHashMap<>();
  private final Map<String, String> before = new TreeMap<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private Optional<Map<String, String>> seen = Optional.empty();

  Stage(Path folder) {
    this.folder = folder;
  }

  /** Puts a file there before anything happens. */
  Stage having(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    before.put(name, content);
    return this;
  }

  /** What the page calls a text; the first that fits counts. */
  Stage calling(String text, String placeholder) {
    placeholders.put(text, placeholder);
    return this;
  }

  /** The sample is there. */
  CommandRun run() {
    return run(sample.dag);
  }

  CommandRun run(Dag dag) {
    dag.blocks().keySet().forEach(cid -> calling(cid.toString(), "CID"));
    calling("fake http://fake.example", "SOURCE");
    return CommandRun.in(folder).with(FakeBlockSource.of(dag));
  }

  /** A standard output that takes so many bytes, remembers them, and then fails. */
  OutputStream taking(int bytes, String trouble) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        if (taken.size() >= bytes) {
          throw new IOException(trouble);
        }
        taken.write(b);
      }
    };
  }

  /** The row of the page that tells what happened. */
  String row(String what, CommandRun.Ended ended) throws IOException {
    return "| " + what + " | " + ended.code() + " | " + said(ended.err()) + " | " + left() + " |";
  }

  private String said(String err) {
    if (err.isEmpty()) {
      return "(nothing)";
    }
    return err.lines()
        .map(line -> code(named(line.replaceFirst("^ipfs-fetch: ", "").strip())))
        .collect(Collectors.joining("<br>"));
  }

  private String named(String line) {
    String named = line;
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      named = named.replace(placeholder.getKey(), placeholder.getValue());
    }
    return named;
  }

  private static String code(String text) {
    return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
  }

  /** Remembers what is there now as what is left in the end. */
  void look() throws IOException {
    seen = Optional.of(files());
  }

  private String left() throws IOException {
    Map<String, String> after = seen.isPresent() ? seen.get() : files();
    if (!after.equals(before)) {
      return "DIFFERENT: before " + before + ", after " + after;
    }
    String onDisk = before.isEmpty() ? "nothing" : "what was there";
    return taken.size() == 0 ? onDisk : onDisk + "; standard output has had a verified beginning";
  }

  /** What standard output took. */
  String taken() {
    return taken.toString(StandardCharsets.UTF_8);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(path -> isLeft(path)).toList()) {
        String content = Files.isDirectory(file) ? "(a folder)" : Files.readString(file);
        files.put(folder.relativize(file).toString().replace('\\', '/'), content);
      }
    }
    return files;
  }

  /** Folders of files that were there before are known by those; any other folder is news. */
  private boolean isLeft(Path path) {
    String name = folder.relativize(path).toString().replace('\\', '/');
    return !Files.isDirectory(path)
        || (!name.isEmpty()
            && before.keySet().stream().noneMatch(file -> file.startsWith(name + "/")));
  }
}
