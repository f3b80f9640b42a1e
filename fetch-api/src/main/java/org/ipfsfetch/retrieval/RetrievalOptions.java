// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.time.Duration;
import org.ipfsfetch.config.FetchConfig;

/**
 * How patient a retriever is and how much it holds.
 *
 * @param idleLimit how long no byte of a wanted block may arrive before the fetch gives up
 * @param patience how long a source may be quiet before the next is asked too
 * @param memoryBytes how much one session may have delivered that is not used yet
 */
public record RetrievalOptions(Duration idleLimit, Duration patience, long memoryBytes) {

  /** What the configuration says. */
  public static RetrievalOptions from(FetchConfig config) {
    return new RetrievalOptions(config.idleTimeout(), config.patience(), config.memoryBytes());
  }
}
