// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/failures.md to what the command really does. */
class FailureTableTest {
  private static final Path PAGE = Path.of("..", "docs", "failures.md");

  @TempDir Path folder;

  static Set<String> cases() {
    return FailureCases.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void thePageTellsWhatHappensWhen(String what) throws Exception {
    Stage stage = new Stage(folder);

    CommandRun.Ended ended = FailureCases.all().get(what).on(stage);

    assertThat(rows()).contains(stage.row(what, ended));
    assertThat("hello, world\n").startsWith(stage.taken());
  }

  @Test
  void thePageHasARowForEachCaseAndNoOther() throws IOException {
    assertThat(rows().stream().map(row -> cell(row, 1)).toList())
        .containsExactlyElementsOf(cases());
  }

  @Test
  void everyWayToFailIsOnThePage() throws IOException {
    Set<String> told = rows().stream().map(row -> cell(row, 2)).collect(Collectors.toSet());

    assertThat(told)
        .isEqualTo(
            Arrays.stream(ExitCode.values())
                .filter(code -> code != ExitCode.DONE)
                .map(code -> Integer.toString(code.number()))
                .collect(Collectors.toSet()));
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| "))
        .skip(2) // the head and the line below it
        .toList();
  }

  private static String cell(String row, int number) {
    return row.split("\\|")[number].strip();
  }
}
