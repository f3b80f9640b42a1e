// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ByteAccountTest {
  private final List<String> story = new ArrayList<>();
  private final ByteAccount account = new ByteAccount(100, Runnable::run);

  private void waitAs(String name, int thenCharges) {
    boolean open =
        account.openOr(
            () -> {
              story.add(name);
              account.charge(thenCharges);
            });
    assertThat(open).isFalse();
  }

  @Test
  void isOpenBelowItsLimitAndLetsTheLastOneExceedIt() {
    account.charge(99);
    assertThat(account.isOpen()).isTrue();
    account.charge(1000);
    assertThat(account.isOpen()).isFalse();
    account.release(1000);
    assertThat(account.openOr(() -> story.add("never"))).isTrue();
    assertThat(story).isEmpty();
  }

  @Test
  void wakesAsManyAsThereIsRoomForInTheirOrder() {
    account.charge(100);
    waitAs("first", 30);
    waitAs("second", 80);
    waitAs("third", 1);
    account.release(10);
    assertThat(story).containsExactly("first");

    account.release(60);
    assertThat(story).containsExactly("first", "second");

    account.release(100);
    assertThat(story).containsExactly("first", "second", "third");
  }

  @Test
  void whoDoesNotTakeItsTurnPassesItOn() {
    account.charge(100);
    waitAs("given up", 0);
    waitAs("next", 0);
    account.release(1);

    assertThat(story).containsExactly("given up", "next");
  }

  @Test
  void releasingAfterTheEndOfTheThreadsIsHarmless() {
    ByteAccount closed =
        new ByteAccount(
            1,
            task -> {
              throw new RejectedExecutionException("closed");
            });
    closed.charge(1);
    closed.openOr(() -> story.add("never"));
    closed.release(1);

    assertThat(closed.charged()).isZero();
    assertThat(story).isEmpty();
  }
}
