// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.util.Objects;

/**
 * One line of an effective configuration, fit to be shown to anybody.
 *
 * @param key the dotted key
 * @param value the effective value as text, secrets replaced by {@code ***}
 * @param origin where it was set, in words: {@code default}, a file, a variable, a property
 */
public record ConfigEntry(String key, String value, String origin) {
  public ConfigEntry {
    Objects.requireNonNull(key);
    Objects.requireNonNull(value);
    Objects.requireNonNull(origin);
  }
}
