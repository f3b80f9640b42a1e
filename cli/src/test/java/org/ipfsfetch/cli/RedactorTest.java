// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.ipfsfetch.config.FetchConfig;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private final Redactor redactor = new Redactor();

  @Test
  void hidesUserAndPasswordOfAnyUrl() {
    assertThat(redactor.redact("there is no option --gatway=https://me:pw@gw.example/x"))
        .isEqualTo("there is no option --gatway=https://***@gw.example/x");
    assertThat(redactor.redact("http://token@gw.example and http://a:b/c@d.example:80/x"))
        .isEqualTo("http://***@gw.example and http://***@d.example:80/x");
  }

  @Test
  void leavesPathsWithAnAtSignAlone() {
    String text = "http://127.0.0.1:8080/ipfs/bafy/node_modules/@types, https://gw.example/a@b";

    assertThat(redactor.redact(text)).isEqualTo(text);
  }

  @Test
  void hidesAuthorizations() {
    assertThat(redactor.redact("daemon.authorization=bearer:abc123")).doesNotContain("abc123");
    assertThat(redactor.redact("is neither bearer:<token> nor basic:<user>:<password>"))
        .contains("bearer:<token>");
  }

  @Test
  void hidesTheSecretsOfAConfigurationWhereverTheyStand() {
    redactor.learn(
        FetchConfig.builder()
            .daemonAuthorization("basic:alice:hunter22")
            .gatewayUrl(URI.create("https://bob:s3cret@gw.example/"))
            .build());

    assertThat(redactor.redact("the server said: hunter22 and bob:s3cret are wrong"))
        .isEqualTo("the server said: *** and *** are wrong");
  }
}
