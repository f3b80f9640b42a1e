// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/** Sources that do what real ones will not do on demand, and DAGs made by hand. For tests. */
package org.ipfsfetch.fakes;
