// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that take part, found on this machine or built.
 *
 * @param root the checkout
 * @param kubo its {@code ipfs}
 * @param lassie empty where it cannot be built
 */
record Tools(Path root, Path kubo, Optional<Path> lassie) {

  /**
   * Finds or builds them.
   *
   * @throws IOException if kubo, {@code curl} or {@code tar} is missing: there is nothing to
   *     compare then
   */
  static Tools find(Path root) throws IOException, InterruptedException {
    Tools without = new Tools(root, root, Optional.empty());
    for (String needed : List.of("curl", "tar", "sh", "sync")) {
      if (without.onPath(needed).isEmpty()) {
        throw new IOException("there is no " + needed + " on the PATH");
      }
    }
    Path kubo = Path.of(built(root.resolve("test-nodes/build-kubo.sh")));
    return new Tools(root, kubo, lassie(root));
  }

  private static Optional<Path> lassie(Path root) throws InterruptedException {
    try {
      return Optional.of(Path.of(built(root.resolve("benchmarks/build-lassie.sh"))));
    } catch (IOException e) {
      System.err.println("without lassie: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String built(Path script) throws IOException, InterruptedException {
    return run(new ProcessBuilder("bash", script.toString()).redirectError(Redirect.INHERIT));
  }

  /** The launcher of this checkout. */
  String ours() {
    return root.resolve("ipfs-fetch").toString();
  }

  /** What has to be there for a Java program of this module; the command is packaged already. */
  List<String> java(Class<?> main, String... arguments) {
    String classPath =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + root.resolve("cli/target/ipfs-fetch.jar");
    // As the launcher starts the command, so that the same program is measured.
    List<String> words =
        new ArrayList<>(
            List.of(
                javaBinary(), "-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath, main.getName()));
    words.addAll(List.of(arguments));
    return words;
  }

  static String javaBinary() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  boolean prints(String part, String... command) {
    try {
      return run(new ProcessBuilder(command).redirectErrorStream(true)).contains(part);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Runs a program to its end.
   *
   * @return what it printed, stripped
   * @throws IOException if it fails
   */
  static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", builder.command()) + " failed: " + printed);
    }
    return printed;
  }
}
