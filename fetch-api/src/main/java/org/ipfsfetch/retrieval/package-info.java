// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Gets blocks: whom to ask now, whom next, when to ask twice, and whom never again.
 *
 * <p>Imports {@code source}, {@code block}, {@code multiformats}, {@code failure}, {@code progress}
 * and {@code config}. All of it runs on one thread, the {@link org.ipfsfetch.retrieval.Loop}, but
 * for the hashing, which {@link org.ipfsfetch.retrieval.Gate} does on a pool. Read {@link
 * org.ipfsfetch.retrieval.Retriever} first.
 */
package org.ipfsfetch.retrieval;
