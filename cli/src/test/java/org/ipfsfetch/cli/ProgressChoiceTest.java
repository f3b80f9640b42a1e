// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which terminals get a bar and colours. */
class ProgressChoiceTest {

  @Test
  void aTerminalWithoutAKindIsDumb() {
    assertThat(Terminal.ofProcess(Map.of()).dumb()).isTrue();
    assertThat(Terminal.ofProcess(Map.of("TERM", "dumb")).dumb()).isTrue();
    assertThat(Terminal.ofProcess(Map.of("TERM", "xterm-256color")).dumb()).isFalse();
  }

  @Test
  void theWidthComesFromTheSurroundings() {
    assertThat(Terminal.ofProcess(Map.of("COLUMNS", "132")).columns()).isEqualTo(132);
    assertThat(Terminal.ofProcess(Map.of("COLUMNS", "many")).columns()).isEqualTo(80);
  }

  @Test
  void noColorIsObeyed() {
    assertThat(Terminal.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1")).color()).isFalse();
  }
}
