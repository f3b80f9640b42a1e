// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmountsTest {

  @Test
  void bytesHaveThreeDigitsAtMostAndADecimalWhereItHelps() {
    assertThat(List.of(0L, 999L, 1000L, 1536L, 100L << 20, (1L << 40) - 1, Long.MAX_VALUE))
        .extracting(Amounts::bytes)
        .containsExactly("0 B", "999 B", "1.0 KiB", "1.5 KiB", "100 MiB", "1.0 TiB", "8.0 EiB");
  }

  @Test
  void durationsAreAsExactAsTheyNeedToBe() {
    assertThat(Amounts.duration(Duration.ofMillis(1234))).isEqualTo("1.2 s");
    assertThat(Amounts.duration(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(Amounts.duration(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
    assertThat(Amounts.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Amounts.clock(3723)).isEqualTo("1:02:03");
  }
}
