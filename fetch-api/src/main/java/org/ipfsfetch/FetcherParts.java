// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch;

import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.retrieval.Banned;

/** What the fetches of one fetcher share. */
record FetcherParts(FetchConfig config, Sources sources, Pools pools, Banned banned) {}
