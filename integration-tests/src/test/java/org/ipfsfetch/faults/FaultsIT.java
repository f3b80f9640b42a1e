// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpVersion;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.faults.FaultTable.Tried;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of a server ends in complete data or in a typed error within the idle limit, and never
 * in a wrong or half-written file. The tables go to standard output.
 */
@Timeout(300)
class FaultsIT {
  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final long MEMORY_BYTES = 8L << 20; // the least there may be
  private static final Content CONTENT = Content.ofFiles(3, 19, 1_000);

  @TempDir private static Path folder;

  private static final AtomicInteger attempts = new AtomicInteger();
  private static final Map<Protocol, ScriptedServer> honestGateways = new EnumMap<>(Protocol.class);
  private static LocalCertificate certificate;

  @BeforeAll
  static void startDecentGateways() throws Exception {
    certificate = LocalCertificate.trustedIn(folder);
    for (Protocol protocol : Protocol.values()) {
      honestGateways.put(protocol, start(protocol, Site.honest(Manner.GATEWAY, CONTENT)));
    }
  }

  @AfterAll
  static void stopThem() {
    for (ScriptedServer gateway : honestGateways.values()) {
      gateway.close();
    }
    certificate.close();
  }

  @Test
  void faultsOfAGatewayEndInDataOrInATypedError() throws Exception {
    show(
        FaultTable.of(
            "a gateway alone",
            List.of(GatewayFault.values()),
            (fault, protocol, moment) -> tryAlone(Manner.GATEWAY, fault, protocol, moment)));
  }

  @Test
  void faultsOfAGatewayAreNoTroubleWithAnotherBehindIt() throws Exception {
    show(
        FaultTable.of(
            "a gateway with a decent one behind it",
            List.of(GatewayFault.values()),
            (fault, protocol, moment) -> tryWithHelp(Manner.GATEWAY, fault, protocol, moment)));
  }

  @Test
  void faultsOfADaemonEndInDataOrInATypedError() throws Exception {
    show(
        FaultTable.of(
            "a daemon alone",
            List.of(DaemonFault.values()),
            (fault, protocol, moment) -> tryAlone(Manner.DAEMON, fault, protocol, moment)));
  }

  @Test
  void faultsOfADaemonAreNoTroubleWithAGatewayBehindIt() throws Exception {
    show(
        FaultTable.of(
            "a daemon with a decent gateway behind it",
            List.of(DaemonFault.values()),
            (fault, protocol, moment) -> tryWithHelp(Manner.DAEMON, fault, protocol, moment)));
  }

  /** With a patience that nothing here exceeds, so that nobody is asked twice for being slow. */
  @Test
  void onlyWhatIsMissingIsAskedOfTheNext() throws Exception {
    show(
        FaultTable.of(
            "blocks asked of the next gateway",
            Stream.of(GatewayFault.values())
                .filter(fault -> fault.rest() == Fault.Rest.NOTHING)
                .toList(),
            FaultsIT::tryCounting));
  }

  @Test
  void fiveThousandBlocksFromAGatewayThatAllowsThirtyTwoStreamsAndSendsNoCars() throws Exception {
    Content content = Content.ofFiles(1, 5_000, 64);
    Site site =
        new Site(
            Manner.GATEWAY,
            content,
            0,
            asked -> {
              if (asked.isStream()) {
                asked.call().text(400, "text/plain", "CARs are not supported");
              } else {
                asked.honestly();
              }
            });
    try (ScriptedServer gateway = ScriptedServer.start(Protocol.HTTP2, certificate, 32, site)) {
      Attempt attempt = Attempt.of(content, patient().gatewayUrl(gateway.uri()).build(), next());

      attempt.assertBroughtAll();
      assertThat(gateway.calls()).allMatch(call -> call.version() == HttpVersion.HTTP_2);
      assertThat(site.blocksSent()).isEqualTo(content.blocks().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDecentIsFetched(Protocol protocol) throws Exception {
    ScriptedServer gateway = honestGateways.get(protocol);
    boolean isHttp2 = protocol == Protocol.HTTP2;

    Attempt.of(CONTENT, patient().gatewayUrl(gateway.uri()).build(), next()).assertBroughtAll();

    assertThat(gateway.calls())
        .isNotEmpty()
        .allMatch(call -> (call.version() == HttpVersion.HTTP_2) == isHttp2);
  }

  @Test
  void aServerThatKnowsNothingOfAlpnIsSpokenToInHttp1() throws Exception {
    Site site = Site.honest(Manner.GATEWAY, CONTENT);
    try (ScriptedServer gateway = ScriptedServer.startWithoutAlpn(certificate, site)) {

      Attempt.of(CONTENT, patient().gatewayUrl(gateway.uri()).build(), next()).assertBroughtAll();
    }
  }

  private static Tried tryAlone(Manner manner, Fault fault, Protocol protocol, Moment moment)
      throws Exception {
    Fault.Ending due = fault.endsAlone(moment);
    Site site = faulty(manner, fault, moment);
    try (ScriptedServer server = start(protocol, site)) {
      FetchConfig config = asking(manner, server.uri(), due).build();
      Attempt attempt = Attempt.of(CONTENT, config, next());
      return new Tried(
          attempt,
          attempt.shown(),
          () -> {
            attempt.assertEndsIn(due);
            assertThat(site.refusedAgain()).as("asked again before it may").isZero();
          });
    }
  }

  private static Tried tryWithHelp(Manner manner, Fault fault, Protocol protocol, Moment moment)
      throws Exception {
    URI help = honestGateways.get(protocol).uri();
    try (ScriptedServer server = start(protocol, faulty(manner, fault, moment))) {
      FetchConfig config =
          asking(manner, server.uri(), Fault.Ending.DATA)
              .sources(manner == Manner.DAEMON ? "daemon,gateway" : "gateway")
              .gatewayUrl(help)
              .build();
      Attempt attempt = Attempt.of(CONTENT, config, next());
      return new Tried(attempt, attempt.shown(), () -> attempt.assertEndsIn(Fault.Ending.DATA));
    }
  }

  private static Tried tryCounting(Fault fault, Protocol protocol, Moment moment) throws Exception {
    Site first = faulty(Manner.GATEWAY, fault, moment);
    Site second = Site.honest(Manner.GATEWAY, CONTENT);
    try (ScriptedServer one = start(protocol, first);
        ScriptedServer other = start(protocol, second)) {
      FetchConfig config = patient().gatewayUrl(one.uri()).gatewayUrl(other.uri()).build();
      Attempt attempt = Attempt.of(CONTENT, config, next());
      int all = CONTENT.blocks().size();
      int missing = all - moment.blocksBefore(all);
      int most = fault.losesWhatWasSent(protocol) ? all : missing;
      return new Tried(
          attempt,
          second.blocksSent() + " of " + missing + " missing",
          () -> {
            attempt.assertBroughtAll();
            FetchResult result = attempt.result().orElseThrow();
            assertThat(result.blocks()).isEqualTo(all);
            assertThat(result.duplicateBlocks()).isZero();
            assertThat(second.blocksSent()).isBetween(missing, most);
          });
    }
  }

  private static Site faulty(Manner manner, Fault fault, Moment moment) {
    int before = moment.blocksBefore(CONTENT.blocks().size());
    return new Site(manner, CONTENT, before, fault::answer);
  }

  private static ScriptedServer start(Protocol protocol, Site site) {
    return ScriptedServer.start(protocol, certificate, site);
  }

  private static FetchConfig.Builder patient() {
    return FetchConfig.builder()
        .sources("gateway")
        .idleTimeout(Duration.ofSeconds(30))
        .patience(Duration.ofSeconds(10));
  }

  private static FetchConfig.Builder asking(Manner manner, URI server, Fault.Ending due) {
    FetchConfig.Builder config =
        FetchConfig.builder()
            .idleTimeout(due.idleLimit())
            .patience(PATIENCE)
            .memoryBytes(MEMORY_BYTES);
    return switch (manner) {
      case GATEWAY -> config.sources("gateway").gatewayUrl(server);
      case DAEMON -> config.sources("daemon").daemonApi(server.toString());
    };
  }

  private static Path next() {
    return folder.resolve("attempt" + attempts.incrementAndGet());
  }

  private static void show(FaultTable table) {
    System.out.println();
    System.out.println(table.markdown());
    System.out.println();
    assertThat(table.broken()).isEmpty();
  }
}
