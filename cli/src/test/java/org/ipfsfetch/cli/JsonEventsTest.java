// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.progress.FetchEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonEventsTest {
  @TempDir Path folder;

  private final Dag.Sample sample = new Dag.Sample();
  private final FakeClock clock = new FakeClock();
  private final List<String> lines = new ArrayList<>();
  private final Redactor redactor = new Redactor();

  private JsonEvents events(Verbosity verbosity) {
    return new JsonEvents(lines::add, redactor, verbosity, clock, closed -> {});
  }

  private static String event(String line) {
    return line.replaceFirst("^\\{\"v\":1,\"event\":\"(\\w+)\".*$", "$1");
  }

  private static void isJson(String line) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      while (parser.nextToken() != null) {
        assertThat(parser.currentToken()).isNotNull();
      }
    }
  }

  @Test
  void areOneJsonObjectALineWithTheResultLast() throws IOException {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .execute("get", "--json", "-o", "tree", sample.root.toString());

    for (String line : ended.outLines()) {
      isJson(line);
    }
    assertThat(ended.outLines())
        .extracting(JsonEventsTest::event)
        .startsWith("start")
        .endsWith("result")
        .containsOnlyOnce("start", "result")
        .contains("phase", "resolved")
        .isSubsetOf("start", "phase", "resolved", "progress", "source", "result");
    assertThat(ended.outLines().get(ended.outLines().size() - 1))
        .contains("\"ok\":true,\"exitCode\":0")
        .contains("\"cid\":\"" + sample.root + "\"")
        .contains("\"target\":\"tree\"")
        .contains("\"bytes\":17,\"files\":2,\"directories\":2,\"symlinks\":1");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void endWithTheResultOnFailureToo() throws IOException {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .execute("get", "--json", sample.root + "/nothing");

    String last = ended.outLines().get(ended.outLines().size() - 1);
    isJson(last);
    assertThat(last)
        .startsWith("{\"v\":1,\"event\":\"result\",\"ok\":false,\"exitCode\":4,")
        .contains("\"kind\":\"no-such-path\"")
        .contains("\"message\":\"");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void endWithTheResultForABadCommandLineToo() {
    CommandRun.Ended ended = CommandRun.in(folder).execute("get", "--json", "--what");

    assertThat(ended.out())
        .isEqualTo(
            "{\"v\":1,\"event\":\"result\",\"ok\":false,\"exitCode\":2,\"kind\":\"usage\","
                + "\"message\":\"there is no option --what; see ipfs-fetch get --help\","
                + "\"reasons\":[]}\n");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void goToStandardErrorWhereContentOwnsStandardOutput() {
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(sample.dag))
            .execute("get", "--json", "--tar", "-", sample.root.toString());

    assertThat(ended.err().lines().map(JsonEventsTest::event))
        .startsWith("start")
        .endsWith("result");
    assertThat(ended.bytes().length % 512).isZero();
  }

  @Test
  void nameTheReasonsAndTheTimeToTryAgain() {
    events(Verbosity.USUAL)
        .failed(
            new Failure(
                ExitCode.UNAVAILABLE,
                "nobody answered",
                List.of("gateway: busy", "daemon: refused"),
                Optional.of(Duration.ofSeconds(60)),
                new IOException()));

    assertThat(lines)
        .containsExactly(
            "{\"v\":1,\"event\":\"result\",\"ok\":false,\"exitCode\":3,\"kind\":\"unavailable\","
                + "\"message\":\"nobody answered\","
                + "\"reasons\":[\"gateway: busy\",\"daemon: refused\"],\"retryAfterSeconds\":60}");
  }

  @Test
  void areTheResultAloneWhenQuiet() throws IOException {
    JsonEvents events = events(Verbosity.QUIET);

    events.started("get", "/ipfs/x");
    events.on(new FetchEvent.Entered(FetchEvent.Phase.CONTENT, "x"));
    events.on(new FetchEvent.Warning("careful"));
    events.done(new Result(List.of(), Map.of()));

    assertThat(lines).extracting(JsonEventsTest::event).containsExactly("result");
  }

  @Test
  void areSilentAfterTheResult() throws IOException {
    JsonEvents events = events(Verbosity.USUAL);

    events.done(new Result(List.of(), Map.of()));
    events.on(new FetchEvent.Warning("too late"));
    clock.advance(Duration.ofMinutes(1));
    events.tick();

    assertThat(lines).hasSize(1);
  }

  @Test
  void beatWhileNothingArrives() {
    JsonEvents events = events(Verbosity.USUAL);
    events.started("get", "/ipfs/x");

    for (int i = 0; i < 120; i++) {
      clock.advance(Duration.ofMillis(100));
      events.tick();
    }

    assertThat(lines)
        .extracting(JsonEventsTest::event)
        .containsExactly("start", "waiting", "waiting");
    assertThat(lines.get(2))
        .isEqualTo(
            "{\"v\":1,\"event\":\"waiting\",\"seconds\":10,"
                + "\"message\":\"still looking for /ipfs/x (10 s)\"}");
  }

  @Test
  void tellOfProgressOnceASecond() {
    JsonEvents events = events(Verbosity.USUAL);
    events.started("get", "/ipfs/x");

    for (int i = 1; i <= 20; i++) {
      clock.advance(Duration.ofMillis(100));
      events.on(new FetchEvent.Progress(i, OptionalLong.of(40), 0, i));
    }

    assertThat(lines)
        .filteredOn(line -> line.contains("progress"))
        .hasSize(2)
        .contains(
            "{\"v\":1,\"event\":\"progress\",\"bytes\":11,\"expectedBytes\":40,\"files\":0,"
                + "\"blocks\":11,\"elapsedMs\":1100}");
  }

  @Test
  void holdNoSecretAndEveryNameAsItIs() {
    JsonEvents events = events(Verbosity.USUAL);

    events.on(new FetchEvent.SourceNote("https://u:pw123@gw.example/", "asked"));
    events.on(new FetchEvent.Warning("line\nbreak \"quoted\" \u001b é"));

    assertThat(lines.get(0)).contains("https://***@gw.example/").doesNotContain("pw123");
    assertThat(lines.get(1)).contains("line\\nbreak \\\"quoted\\\" \\u001B é");
  }

  @Test
  void stopTheCommandWhenNobodyReadsThem() {
    Stop stop = new Stop(Thread.currentThread(), any -> {});
    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.silent())
            .withOutput(CommandRun.closedAfter(0))
            .execute(stop, "get", "--json", sample.root.toString());

    assertThat(ended.code()).isEqualTo(141);
    assertThat(stop.requested()).contains(ExitCode.CLOSED_PIPE);
    assertThat(ended.err()).isEmpty();
  }
}
