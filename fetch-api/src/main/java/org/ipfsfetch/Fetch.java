// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A fetch under way. Thread-safe. */
public final class Fetch {
  private final FetchRun<FetchResult> run;

  Fetch(FetchRun<FetchResult> run) {
    this.run = run;
  }

  /**
   * The result as a future. Cancelling it cancels the fetch; {@link #await()} then still waits
   * until nothing temporary is left.
   */
  public CompletableFuture<FetchResult> future() {
    return run.future();
  }

  /** Asks the fetch to stop. Returns at once. */
  public void cancel() {
    run.stop();
  }

  /**
   * Waits for the end, clean-up included. Interrupting the waiting thread cancels the fetch.
   *
   * @throws org.ipfsfetch.failure.FetchException if it could not be fetched
   * @throws IOException if it could not be written
   * @throws CancellationException if it was cancelled
   * @throws InterruptedException if the waiting thread was interrupted; by then the fetch has been
   *     cancelled and nothing temporary is left
   */
  public FetchResult await() throws IOException, InterruptedException {
    return run.await();
  }
}
