// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ipfsfetch.http.ExchangeEnd;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.http.HttpTransport;
import org.ipfsfetch.http.ShortAnswer;
import org.ipfsfetch.source.NameAnswer;

/**
 * Asks a gateway for the signed record of an IPNS name. Thread-safe.
 *
 * @see <a href="https://specs.ipfs.tech/ipns/ipns-record/">IPNS Record</a>
 */
final class GatewayNames {
  private static final String RECORD = "application/vnd.ipfs.ipns-record";

  /** The limit of the specification. */
  private static final int MAX_RECORD_BYTES = 10 * 1024;

  private static final int MAX_REDIRECTS = 5;

  private final GatewayUrl gateway;
  private final HttpTransport transport;

  GatewayNames(GatewayUrl gateway, HttpTransport transport) {
    this.gateway = gateway;
    this.transport = transport;
  }

  CompletableFuture<NameAnswer> resolve(String name) {
    if (name.contains(".")) {
      return CompletableFuture.completedFuture(
          new NameAnswer.Unknown(
              name + " is a DNS name (DNSLink), which is not yet resolved without a daemon"));
    }
    CompletableFuture<NameAnswer> result = new CompletableFuture<>();
    ask(gateway.name(name, "format=ipns-record").with("Accept", RECORD), 0, result);
    return result;
  }

  private void ask(HttpCall call, int redirects, CompletableFuture<NameAnswer> result) {
    CompletableFuture<ShortAnswer> asked = transport.ask(call, MAX_RECORD_BYTES);
    result.whenComplete((answer, cancelled) -> asked.cancel(false));
    asked.thenAccept(
        answer -> {
          Optional<HttpCall> next = Redirects.next(call, answer.head());
          if (next.isPresent() && redirects < MAX_REDIRECTS) {
            ask(next.get(), redirects + 1, result);
          } else {
            result.complete(judged(answer));
          }
        });
  }

  private NameAnswer judged(ShortAnswer answer) {
    if (answer.isGood() && answer.head().mediaType().equals(RECORD)) {
      return new NameAnswer.SignedRecord(answer.bytes(), gateway.origin());
    }
    String who = gateway.origin().name();
    if (answer.end() instanceof ExchangeEnd.Failed failed) {
      return new NameAnswer.Unknown(who + " did not answer: " + failed.reason());
    }
    if (answer.status() == 200) {
      return new NameAnswer.Unknown(who + " answered with something other than an IPNS record");
    }
    return new NameAnswer.Unknown(who + " answered " + answer.status());
  }
}
