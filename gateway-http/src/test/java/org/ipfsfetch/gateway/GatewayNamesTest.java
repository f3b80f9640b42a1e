// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.testing.Eventually;
import org.ipfsfetch.source.NameAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayNamesTest {
  private static final String KEY =
      "k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f";
  private static final String RECORD = "application/vnd.ipfs.ipns-record";

  private static NameAnswer resolve(FakeGateway.Answering answering, String name) throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(answering);
        GatewayBlockSource source = source(gateway)) {
      return source.resolveName(name).get(30, TimeUnit.SECONDS);
    }
  }

  private static GatewayBlockSource source(FakeGateway gateway) {
    return new GatewayBlockSource(
        gateway.uri(), HttpTransport.of(FetchConfig.builder().build()), 16);
  }

  @Test
  void givesTheSignedRecord() throws Exception {
    NameAnswer answer =
        resolve(
            call -> {
              boolean asked =
                  call.target().equals("/ipns/" + KEY + "?format=ipns-record")
                      && call.header("Accept").equals(RECORD);
              call.header("Content-Type", RECORD).send(new byte[asked ? 300 : 0]);
            },
            KEY);

    assertThat(answer).isInstanceOf(NameAnswer.SignedRecord.class);
    assertThat(((NameAnswer.SignedRecord) answer).record()).hasSize(300);
  }

  @Test
  void knowsNothingOfDnsNamesAndAsksNobody() throws Exception {
    NameAnswer answer = resolve(call -> call.fail(500, "asked all the same"), "docs.example");

    assertThat(answer)
        .isEqualTo(
            new NameAnswer.Unknown(
                "docs.example is a DNS name (DNSLink), which is not yet resolved without a"
                    + " daemon"));
  }

  @Test
  void refusesARecordThatIsTooLargeOrSomethingElse() throws Exception {
    assertThat(resolve(call -> call.header("Content-Type", RECORD).send(new byte[10_241]), KEY))
        .isInstanceOf(NameAnswer.Unknown.class);
    assertThat(resolve(call -> call.header("Content-Type", "text/html").send(new byte[9]), KEY))
        .isInstanceOf(NameAnswer.Unknown.class);
    assertThat(resolve(call -> call.fail(404, "no"), KEY)).isInstanceOf(NameAnswer.Unknown.class);
    assertThat(resolve(FakeGateway.Call::cut, KEY)).isInstanceOf(NameAnswer.Unknown.class);
  }

  @Test
  void followsOnlyItsOwnRedirects() throws Exception {
    NameAnswer answer =
        resolve(
            call -> {
              if (call.target().startsWith("/ipns/")) {
                call.header("Location", "/moved").fail(302, "there");
              } else {
                call.header("Content-Type", RECORD).send(new byte[5]);
              }
            },
            KEY);
    NameAnswer elsewhere =
        resolve(call -> call.header("Location", "http://other.invalid/").fail(302, "there"), KEY);

    assertThat(answer).isInstanceOf(NameAnswer.SignedRecord.class);
    assertThat(elsewhere).isInstanceOf(NameAnswer.Unknown.class);
  }

  @Test
  void cancellingStopsTheWork() throws Exception {
    try (FakeGateway gateway = FakeGateway.plain(FakeGateway.Call::hang);
        GatewayBlockSource source = source(gateway)) {
      CompletableFuture<NameAnswer> asked = source.resolveName(KEY);
      Eventually.holds(() -> gateway.calls().size() == 1);
      asked.cancel(true);

      assertThat(asked).isCancelled();
    }
  }
}
