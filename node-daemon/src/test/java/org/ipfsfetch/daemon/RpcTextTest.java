// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcTextTest {

  @Test
  void readsAFieldAmongOthers() {
    String json =
        "{\"Code\":0,\"Extra\":{\"Message\":\"no\",\"a\":[1,{}]},\"Message\":\"a\\u0007\\nb\"}";

    assertThat(RpcText.field("Message", json)).contains("a b");
    assertThat(RpcText.field("Path", json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "404 page not found",
        "[]",
        "[\"Message\"]",
        "{",
        "{\"Message\":",
        "{\"Message\":5}",
        "{\"Message\":null}",
        "{\"Code\":[[[[",
        "\"Message\""
      })
  void findsNothingInWhatIsNoSuchObject(String text) {
    assertThat(RpcText.field("Message", text)).isEmpty();
  }

  @Test
  void survivesDeepNesting() {
    assertThat(RpcText.field("Message", "{\"a\":" + "[".repeat(100_000))).isEmpty();
  }
}
