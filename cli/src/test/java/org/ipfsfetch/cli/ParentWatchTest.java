// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

  @Test
  void stopsTheCommandWhenItHasAnotherParent() throws InterruptedException {
    AtomicReference<OptionalLong> parent = new AtomicReference<>(OptionalLong.of(42));
    CountDownLatch stopped = new CountDownLatch(1);
    Stop stop = new Stop(new Thread(() -> {}), why -> stopped.countDown());

    try (ParentWatch watch = ParentWatch.start(stop, parent::get, 1)) {
      assertThat(watch).isNotNull();
      assertThat(stop.requested()).isEmpty();
      parent.set(OptionalLong.of(1));
      assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(stop.requested()).contains(ExitCode.TERMINATED);
  }
}
