// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

/** What happens to something that is already at the target. */
public enum Overwrite {
  /** An error, before anything is fetched; only an empty directory is filled. */
  REFUSE,
  /** It makes way when all is fetched and checked, and comes back if its successor cannot land. */
  REPLACE
}
