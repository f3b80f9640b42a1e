// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

/**
 * Text that comes from content and is passed on as it is.
 *
 * @param text a name, a path or the target of a link
 */
record Verbatim(String text) {}
