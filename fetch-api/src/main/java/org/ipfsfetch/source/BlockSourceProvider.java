// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.source;

import java.util.List;
import org.ipfsfetch.config.FetchConfig;

/**
 * Makes the sources of one backend; found with {@link java.util.ServiceLoader} by its name.
 *
 * <p>Implementations have a public no-argument constructor that does nothing.
 */
public interface BlockSourceProvider {

  /** The name that selects this backend in {@code sources}, in lower case. */
  String name();

  /**
   * The sources that the configuration describes, in the order they are to be tried; empty when
   * nothing is configured for this backend. Starts no thread and opens no connection.
   */
  List<BlockSource> create(FetchConfig config);

  /** Which settings would give this backend a source, in words for a person. */
  String howToConfigure();
}
