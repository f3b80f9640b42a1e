// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Other people's test data, driven through the public classes of the library, and a count of what
 * holds.
 *
 * <p>Read {@link org.ipfsfetch.conformance.ConformanceTest} first; {@code docs/conformance.md}
 * lists what does not hold.
 */
package org.ipfsfetch.conformance;
