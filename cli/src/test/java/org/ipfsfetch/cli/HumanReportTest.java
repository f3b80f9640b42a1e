// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.progress.FetchEvent;
import org.junit.jupiter.api.Test;

class HumanReportTest {
  private final FakeClock clock = new FakeClock();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new ByteArrayInputStream(new byte[0]),
          out,
          err,
          new Terminal(true, true, 80, false, false));

  private HumanReport report(Verbosity verbosity, Progress progress) {
    HumanReport report = new HumanReport(console, verbosity, progress, clock, false);
    report.started("get", "/ipfs/bafy");
    return report;
  }

  private void pass(HumanReport report, Duration time) {
    for (long millis = 0; millis < time.toMillis(); millis += 100) {
      clock.advance(Duration.ofMillis(100));
      report.tick();
    }
  }

  private String words() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void beatsInWholeLinesWhileNothingArrives() {
    pass(report(Verbosity.USUAL, new ProgressLines(console)), Duration.ofSeconds(12));

    assertThat(words())
        .isEqualTo("still looking for /ipfs/bafy (5 s)\nstill looking for /ipfs/bafy (10 s)\n");
  }

  @Test
  void countsInWholeLinesWhileContentArrives() {
    HumanReport report = report(Verbosity.USUAL, new ProgressLines(console));

    for (int second = 1; second <= 6; second++) {
      report.on(new FetchEvent.Progress(second << 20, OptionalLong.of(12 << 20), 1, second));
      pass(report, Duration.ofSeconds(1));
    }

    assertThat(words()).isEqualTo("41%, 5.0 MiB of 12.0 MiB, 1.0 MiB/s, 0:07 left, 1 file\n");
  }

  @Test
  void saysThatItWaitsWhenContentStopsArriving() {
    HumanReport report = report(Verbosity.USUAL, new ProgressLines(console));
    report.on(new FetchEvent.Progress(1 << 20, OptionalLong.empty(), 0, 4));

    pass(report, Duration.ofSeconds(11));

    assertThat(words().lines().reduce((first, last) -> last).orElseThrow())
        .isEqualTo("still waiting for more of /ipfs/bafy (10 s)");
  }

  @Test
  void drawsABarInOneLine() {
    HumanReport report = report(Verbosity.USUAL, new ProgressBar(console));
    report.on(new FetchEvent.Progress(6 << 20, OptionalLong.of(12 << 20), 3, 9));

    pass(report, Duration.ofMillis(1000));

    assertThat(words()).doesNotContain("\n").doesNotContain("\u001b");
    assertThat(words().substring(words().lastIndexOf('\r')))
        .contains("[########.........] 50%  6.0 MiB of 12.0 MiB  6.0 MiB/s")
        .contains("0:01 left  3 files");
  }

  @Test
  void clearsTheBarBeforeItsLastWords() throws IOException {
    HumanReport report = report(Verbosity.USUAL, new ProgressBar(console));
    pass(report, Duration.ofMillis(100));

    report.done(Result.of("bafy\tdocs\t5\tall of it", Map.of()));
    pass(report, Duration.ofSeconds(1));

    assertThat(words()).endsWith(" \r");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("bafy\tdocs\t5\tall of it\n");
  }

  @Test
  void listsReasonsOneALine() {
    report(Verbosity.USUAL, Progress.none())
        .failed(
            Failure.of(
                new FetchException.Unavailable(
                    "could not get bafy",
                    List.of("daemon http://127.0.0.1:5001: connection refused", "gateway: busy"),
                    Optional.of(Duration.ofSeconds(90)))));

    assertThat(words())
        .isEqualTo(
            "ipfs-fetch: could not get bafy\n"
                + "  daemon http://127.0.0.1:5001: connection refused\n"
                + "  gateway: busy\n"
                + "  try again in 1 min 30 s\n");
  }

  @Test
  void warnsUnlessQuiet() {
    report(Verbosity.QUIET, Progress.none()).on(new FetchEvent.Warning("careful"));
    assertThat(words()).isEmpty();

    report(Verbosity.USUAL, Progress.none()).on(new FetchEvent.Warning("careful"));
    assertThat(words()).isEqualTo("ipfs-fetch: warning: careful\n");
  }

  @Test
  void namesSourcesWhenVerboseAndHidesTheirPasswords() {
    FetchEvent note = new FetchEvent.SourceNote("https://me:secret@gw.example", "asked");
    report(Verbosity.USUAL, Progress.none()).on(note);
    assertThat(words()).isEmpty();

    report(Verbosity.VERBOSE, Progress.none()).on(note);
    assertThat(words()).isEqualTo("https://***@gw.example: asked\n");
  }

  @Test
  void neverSteersATerminalWithWhatOthersSay() {
    report(Verbosity.USUAL, Progress.none())
        .failed(Failure.of(new FetchException.NoSuchPath("there is no \u001b[2J\nin it")));

    assertThat(words()).isEqualTo("ipfs-fetch: there is no \\x1b[2J\\nin it\n");
  }
}
