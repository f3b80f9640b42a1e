// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The hot paths alone, for JMH: hashing, dag-pb, CARs, CIDs, the walk. Each class stands for itself
 * and takes its input from {@link org.ipfsfetch.benchmarks.hot.SyntheticDag}; {@code
 * benchmarks/jmh} runs them.
 */
package org.ipfsfetch.benchmarks.hot;
