// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.ipfsfetch.progress.FetchEvent;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final FakeClock clock = new FakeClock();
  private final Standing standing = new Standing("/ipfs/bafy", clock.instant());

  private void progress(long bytes, OptionalLong expected) {
    standing.hear(new FetchEvent.Progress(bytes, expected, 1200, 10), clock.instant());
  }

  @Test
  void neverIsWiderThanTheTerminal() {
    progress(5_000_000_000L, OptionalLong.of(10_000_000_000L));
    clock.advance(Duration.ofSeconds(1));

    for (int width = 20; width < 200; width++) {
      assertThat(ProgressBar.line(standing, clock.instant(), width).length())
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void hasNoBarWhileNobodyKnowsHowMuchThereIs() {
    progress(5 << 20, OptionalLong.empty());
    clock.advance(Duration.ofSeconds(1));

    assertThat(ProgressBar.line(standing, clock.instant(), 79))
        .isEqualTo("5.0 MiB  5.0 MiB/s  1200 files");
  }

  @Test
  void doesNotBelieveAnExpectationThatIsPassed() {
    progress(5 << 20, OptionalLong.of(1000));

    assertThat(ProgressBar.line(standing, clock.instant(), 79)).doesNotContain("%");
  }

  @Test
  void shortensWhatItWaitsForAndNotTheTime() {
    Standing long59 = new Standing("/ipfs/" + "b".repeat(59) + "/a/path", clock.instant());
    clock.advance(Duration.ofSeconds(12));

    assertThat(ProgressBar.line(long59, clock.instant(), 60))
        .hasSize(60)
        .startsWith("still looking for /ipfs/b")
        .endsWith("/a/path (12 s)");
  }

  @Test
  void doesNotCountTheFirstMoments() {
    assertThat(ProgressBar.line(standing, clock.instant(), 79)).isEqualTo("looking for /ipfs/bafy");
  }

  @Test
  void saysHowLongNothingHasCome() {
    clock.advance(Duration.ofSeconds(12));

    assertThat(ProgressBar.line(standing, clock.instant(), 79))
        .isEqualTo("still looking for /ipfs/bafy (12 s)");
  }
}
