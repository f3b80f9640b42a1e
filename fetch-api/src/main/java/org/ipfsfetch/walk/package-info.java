// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Walks a DAG and turns it into files.
 *
 * <p>Imports {@code retrieval} (only {@code BlockReader}, {@code Lineage} and {@code Loop}), {@code
 * unixfs}, {@code ipld}, {@code car}, {@code disk}, {@code block}, {@code source}, {@code
 * multiformats}, {@code failure} and {@code config}. Everything runs on the loop's thread except
 * what {@link org.ipfsfetch.walk.Writers} does. Read {@link org.ipfsfetch.walk.TreeWalk} first.
 */
package org.ipfsfetch.walk;
