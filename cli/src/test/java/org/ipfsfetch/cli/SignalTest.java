// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals, as a real process gets them. */
@DisabledOnOs(OS.WINDOWS) // it has other signals
class SignalTest {
  private static final String CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended signalled(String signal, String... arguments) throws Exception {
    Process process = start(arguments);
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    String line = err.readLine();
    while (line != null && !line.equals("asked")) {
      line = err.readLine();
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    StringBuilder rest = new StringBuilder();
    err.lines().forEach(more -> rest.append(more).append('\n'));
    return new Ended(process.waitFor(), out, rest.toString());
  }

  private Process start(String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                absoluteClassPath(),
                HangingMain.class.getName()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().put("HOME", folder.toString());
    return builder.start();
  }

  private static String absoluteClassPath() {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      parts.add(Path.of(part).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, parts);
  }

  private void nothingIsLeft() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anInterruptEndsWith130AndLeavesNothing() throws Exception {
    Ended ended = signalled("INT", "get", CID);

    assertThat(ended.code()).isEqualTo(130);
    assertThat(ended.err()).isEqualTo("ipfs-fetch: interrupted\n");
    assertThat(ended.out()).isEmpty();
    nothingIsLeft();
  }

  @Test
  void aRequestToTerminateEndsWith143AndLeavesNothing() throws Exception {
    Ended ended = signalled("TERM", "get", "--tar", "it.tar", CID);

    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.err()).isEqualTo("ipfs-fetch: stopped by a request to terminate\n");
    nothingIsLeft();
  }

  @Test
  void aProgramHearsOfItInTheResult() throws Exception {
    Ended ended = signalled("TERM", "get", "--json", CID);

    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.out().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("{\"v\":1,\"event\":\"result\",\"ok\":false,\"exitCode\":143,")
        .contains("\"kind\":\"terminated\"");
  }
}
