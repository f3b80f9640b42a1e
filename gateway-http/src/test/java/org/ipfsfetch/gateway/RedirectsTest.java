// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.http.ResponseHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {
  private static Optional<URI> next(String from, String location) {
    return Redirects.next(
            HttpCall.get(URI.create(from)), new ResponseHead(301, Map.of("Location", location)))
        .map(HttpCall::uri);
  }

  @ParameterizedTest
  @CsvSource({
    "http://gw.example/ipfs/x?format=raw, /ipfs/y, http://gw.example/ipfs/y",
    "http://gw.example/ipfs/x, https://gw.example/ipfs/x, https://gw.example/ipfs/x",
    "https://gw.example/ipfs/x, https://x.ipfs.gw.example/?a=b, https://x.ipfs.gw.example/?a=b",
    "https://gw.example/ipns/x, https://x.ipns.gw.example/, https://x.ipns.gw.example/",
    "http://localhost:8080/a, http://x.ipfs.localhost:8080/, http://x.ipfs.localhost:8080/",
    "https://GW.example/a, https://gw.EXAMPLE:443/b, https://gw.EXAMPLE:443/b"
  })
  void staysWithTheSameGateway(String from, String location, String to) {
    assertThat(next(from, location)).contains(URI.create(to));
  }

  @ParameterizedTest
  @CsvSource({
    "http://gw.example/ipfs/x, http://other.example/ipfs/x",
    "https://gw.example/ipfs/x, http://gw.example/ipfs/x",
    "https://gw.example/ipfs/x, https://gw.example:8443/ipfs/x",
    "https://gw.example/ipfs/x, https://gw.example.evil.example/",
    "https://gw.example/ipfs/x, https://evilgw.example/",
    "https://gw.example/ipfs/x, https://www.gw.example/",
    "https://gw.example/ipfs/x, file:///etc/passwd",
    "https://gw.example/ipfs/x, //other.example/",
    "https://gw.example/ipfs/x, ht tp://bad",
    "http://localhost:8080/a, http://127.0.0.2:8080/"
  })
  void goesNowhereElse(String from, String location) {
    assertThat(next(from, location)).isEmpty();
  }

  @Test
  void takesTheHeadersAlongButNotTheHost() {
    HttpCall call =
        HttpCall.get(URI.create("http://localhost/a"))
            .with("Host", "127.0.0.1")
            .with("Accept", "x");
    ResponseHead head = new ResponseHead(308, Map.of("Location", "http://c.ipfs.localhost/"));

    assertThat(Redirects.next(call, head).map(HttpCall::headers)).contains(Map.of("Accept", "x"));
  }

  @Test
  void needsAPlaceAndAStatusThatSaysSo() {
    HttpCall call = HttpCall.get(URI.create("http://gw.example/a"));

    assertThat(Redirects.next(call, new ResponseHead(301, Map.of()))).isEmpty();
    assertThat(Redirects.next(call, new ResponseHead(304, Map.of("Location", "/b")))).isEmpty();
  }
}
