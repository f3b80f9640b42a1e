// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of the HTTP backends share: a server on the loopback, a sink that remembers,
 * blocks.
 *
 * <p>Other modules have it through the test-jar of this one. Begin with {@link
 * org.ipfsfetch.http.testing.RecordingSink}.
 */
package org.ipfsfetch.http.testing;
