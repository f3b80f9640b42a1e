// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Whole processes side by side: ours, {@code curl}, lassie and kubo on the same work, and what
 * memory ours takes. Begin with {@link org.ipfsfetch.benchmarks.WholeProcess}; {@link
 * org.ipfsfetch.benchmarks.Comparisons} is the list. Nothing imports this package.
 */
package org.ipfsfetch.benchmarks;
