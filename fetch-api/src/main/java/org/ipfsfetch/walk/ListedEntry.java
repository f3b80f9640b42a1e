// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.util.Optional;
import java.util.OptionalLong;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.unixfs.EntryType;

/**
 * An entry of a directory that was listed.
 *
 * @param size content bytes of a file; of a raw file what its link says, since its block is not
 *     read
 * @param linkTarget of a symlink whose block was read
 */
public record ListedEntry(
    String name, EntryType type, OptionalLong size, Cid cid, Optional<String> linkTarget) {}
