// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What can be set, where it was set and what it is: one vocabulary for file, environment, system
 * properties, command line and code.
 *
 * <p>Read {@link org.ipfsfetch.config.Setting} first, it lists every key; {@link
 * org.ipfsfetch.config.FetchConfig} holds the values. Imports no other package of the project.
 */
package org.ipfsfetch.config;
