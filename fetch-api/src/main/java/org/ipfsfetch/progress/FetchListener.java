// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.progress;

/**
 * Hears what a fetch does.
 *
 * <p>Called on one thread per fetch, named {@code ipfs-fetch-events-…}, one event after the other
 * and never on a thread that does the work: a slow listener does not slow the fetch, it only misses
 * intermediate {@link FetchEvent.Progress} events. What it throws is logged and changes nothing.
 * The last event of a fetch is its {@link FetchEvent.Finished}.
 */
@FunctionalInterface
public interface FetchListener {

  void on(FetchEvent event);

  /** Hears nothing. */
  static FetchListener silent() {
    return event -> {};
  }
}
