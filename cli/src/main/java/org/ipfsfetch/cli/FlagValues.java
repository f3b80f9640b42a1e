// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Map;
import org.ipfsfetch.config.Setting;

/**
 * What flags set, checked before it becomes configuration: who mistyped a flag hears the flag, not
 * the setting that it stands for.
 */
final class FlagValues {
  /** Every other flag is called as its key. */
  private static final Map<String, String> OTHERWISE_CALLED =
      Map.of("gateway.urls", "--gateway", "daemon.api", "--daemon");

  private FlagValues() {}

  /**
   * @param overrides texts by dotted key
   * @throws UsageException one of them is not allowed
   */
  static void check(Map<String, String> overrides) throws UsageException {
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      check(override.getKey(), override.getValue());
    }
  }

  private static void check(String key, String text) throws UsageException {
    Setting<?> setting = Setting.of(key).orElseThrow();
    try {
      setting.parse(text);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String naming = key + ": ";
      String why = message.startsWith(naming) ? message.substring(naming.length()) : message;
      throw new UsageException(OTHERWISE_CALLED.getOrDefault(key, "--" + key) + ": " + why);
    }
  }
}
