// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void leavesWordsOfEveryLanguageAlone() {
    assertThat(Printable.of("Grüße, 世界, עולם, 👩‍👩‍👧")).isEqualTo("Grüße, 世界, עולם, 👩‍👩‍👧");
  }

  @Test
  void escapesWhatSteersATerminal() {
    assertThat(Printable.of("a\u001b[31mb\nc\rd\te\u0000\u009b"))
        .isEqualTo("a\\x1b[31mb\\nc\\rd\\te\\x00\\x9b");
  }

  @Test
  void escapesWhatTurnsTheDirectionOfWriting() {
    assertThat(Printable.of("photo\u202egpj.exe\u2028"))
        .isEqualTo("photo\\u{202e}gpj.exe\\u{2028}");
  }
}
