// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A kubo node in a container, for Testcontainers.
 *
 * <p>Imports Testcontainers and nothing of the project, so that it could be published as a module
 * of its own; {@link org.ipfsfetch.testcontainers.KuboConfiguration} serves nodes outside of
 * containers too. Start at {@link org.ipfsfetch.testcontainers.KuboContainer}.
 */
package org.ipfsfetch.testcontainers;
