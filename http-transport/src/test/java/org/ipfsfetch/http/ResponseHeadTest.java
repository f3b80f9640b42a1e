// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static ResponseHead with(String name, String value) {
    return new ResponseHead(200, Map.of(name, value));
  }

  @Test
  void readsBothFormsOfRetryAfter() {
    assertThat(with("retry-after", "60").retryAfter(NOW)).contains(Duration.ofSeconds(60));
    assertThat(with("Retry-After", "Thu, 01 Jan 2026 00:02:00 GMT").retryAfter(NOW))
        .contains(Duration.ofSeconds(120));
    assertThat(with("Retry-After", "Thu, 01 Jan 2015 00:02:00 GMT").retryAfter(NOW))
        .contains(Duration.ZERO);
    assertThat(with("Retry-After", "99999999999999999999").retryAfter(NOW))
        .contains(Duration.ofDays(365));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "Thu, 99 Jan 2026 00:02:00 GMT"})
  void ignoresWhatIsNoRetryAfter(String text) {
    assertThat(with("Retry-After", text).retryAfter(NOW)).isEmpty();
  }

  @Test
  void givesTheMediaTypeWithoutParameters() {
    assertThat(with("content-type", " Application/vnd.ipld.CAR; version=1").mediaType())
        .isEqualTo("application/vnd.ipld.car");
    assertThat(new ResponseHead(200, Map.of()).mediaType()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "99999999999999999999"})
  void ignoresWhatIsNoLength(String text) {
    assertThat(with("Content-Length", text).contentLength()).isEmpty();
  }
}
