// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code ipfs-fetch} command: flags in, a call of the library, words and an exit code out.
 *
 * <p>Nothing imports it. Read {@link org.ipfsfetch.cli.IpfsFetch} first, then {@link
 * org.ipfsfetch.cli.GetCommand} and {@link org.ipfsfetch.cli.Job}, through which every command
 * runs; {@link org.ipfsfetch.cli.ExitCode} is a promise to scripts.
 */
package org.ipfsfetch.cli;
