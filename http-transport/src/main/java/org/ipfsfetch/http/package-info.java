// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How blocks and CARs come over HTTP: what gateways and a daemon have in common.
 *
 * <p>A backend brings a {@link org.ipfsfetch.http.Dialect}, which says how it is asked and what its
 * answers mean; {@link org.ipfsfetch.http.HttpSourceSession} does the rest and is the class to read
 * first. The HTTP client (Jetty) shows in no public signature. Imports {@code source}, {@code
 * block}, {@code car}, {@code multiformats} and {@code config}; the HTTP backends import it.
 */
package org.ipfsfetch.http;
