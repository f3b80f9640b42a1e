// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The wish that the running command ends before it is done, and why.
 *
 * <p>Interruption is how the library is told to stop, so a wish interrupts the thread that runs the
 * command. The first wish counts. Thread-safe.
 */
final class Stop {
  private final Thread worker;
  private final Consumer<ExitCode> onRequest;
  private final AtomicReference<ExitCode> reason = new AtomicReference<>();

  /**
   * @param worker the thread that runs the command
   * @param onRequest hears the first wish, on the thread that has it
   */
  Stop(Thread worker, Consumer<ExitCode> onRequest) {
    this.worker = Objects.requireNonNull(worker);
    this.onRequest = Objects.requireNonNull(onRequest);
  }

  /** Whether this was the first wish. */
  boolean request(ExitCode why) {
    if (!reason.compareAndSet(null, Objects.requireNonNull(why))) {
      return false;
    }
    onRequest.accept(why);
    worker.interrupt();
    return true;
  }

  Optional<ExitCode> requested() {
    return Optional.ofNullable(reason.get());
  }
}
