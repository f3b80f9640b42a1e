// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.config.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Holds docs/ipfs-fetch.1 to what the command knows about itself; with the system property {@code
 * ipfs-fetch.write-docs=true} it is written anew.
 */
class ManPageTest {
  private static final Path PAGE = Path.of("..", "docs", "ipfs-fetch.1");

  @TempDir Path folder;

  @Test
  void isWhatTheCommandKnowsAboutItself() throws IOException {
    String now = ManPage.of(CommandTree.whole(invocation()));
    if (Boolean.getBoolean("ipfs-fetch.write-docs")) {
      Files.writeString(PAGE, now);
    }

    assertThat(PAGE).usingCharset(StandardCharsets.UTF_8).hasContent(now);
  }

  @Test
  void tellsOfEveryOptionOnce() {
    CommandLine commands = CommandTree.whole(invocation());
    List<String> page = ManPage.of(commands).replace("\\-", "-").lines().toList();

    commands.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .map(OptionSpec::longestName)
        .distinct()
        .forEach(
            name ->
                assertThat(page)
                    .filteredOn(line -> line.matches("\\.B (.* )?\"?" + name + "\\b(?!-).*"))
                    .filteredOn(line -> !line.contains("ipfs-fetch")) // the examples
                    .as(name)
                    .hasSize(1));
  }

  @Test
  void isSetWithoutAWarning() throws Exception {
    Path errors = folder.resolve("errors");
    Process groff;
    try {
      groff =
          new ProcessBuilder(
                  "groff", "-man", "-ww", "-Tutf8", "-P-c", "-P-b", "-P-o", "-P-u", PAGE.toString())
              .redirectError(errors.toFile())
              .start();
    } catch (IOException noSuchCommand) {
      abort("groff is not installed");
      return;
    }
    String set = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(groff.waitFor()).isZero();
    assertThat(errors).isEmptyFile();
    assertThat(set.lines())
        .contains("NAME", "COMMANDS", "EXIT STATUS")
        .allMatch(line -> line.length() <= 80);
  }

  private Invocation invocation() {
    InputStream nothing = new ByteArrayInputStream(new byte[0]);
    OutputStream nowhere = new ByteArrayOutputStream();
    return new Invocation(
        new Console(nothing, nowhere, nowhere, Terminal.none()),
        new Surroundings(Map.of(), Map.of(), folder, folder, file -> Optional.empty()),
        (config, plan) -> Fetcher.open(config),
        List::of,
        InstantSource.system(),
        new Stop(Thread.currentThread(), any -> {}));
  }
}
