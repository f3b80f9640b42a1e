// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Changed input for every decoder that sees foreign bytes.
 *
 * <p>Read {@link org.ipfsfetch.fuzz.DecoderFuzzTest} first. The corpus is in {@code
 * conformance/corpus} of the test resources.
 */
package org.ipfsfetch.fuzz;
