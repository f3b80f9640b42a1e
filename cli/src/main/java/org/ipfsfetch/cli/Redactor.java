// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;
import org.ipfsfetch.config.FetchConfig;

/**
 * Takes passwords and tokens out of what is about to be printed.
 *
 * <p>The library redacts what it says itself; this is the second lock, for what a mistyped command
 * line, an exception of the JDK or a server's answer repeats. Thread-safe.
 */
final class Redactor {
  private static final String HIDDEN = "***";
  // Up to the last @ of the authority; and where what follows a colon is no port, up to the last @
  // of the word, since an unescaped slash may be part of a password.
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=//)(?:[^\\s/:@]+:(?!\\d+(?:[/\\s]|$))\\S*|[^\\s/?#'\"]*)@");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic):[^\\s'\",<]+");

  private final Set<String> secrets = new CopyOnWriteArraySet<>();

  /** Remembers the secrets of a configuration. */
  void learn(FetchConfig config) {
    Set<String> found = new LinkedHashSet<>();
    config
        .daemonAuthorization()
        .ifPresent(
            text -> {
              found.add(text);
              found.add(text.substring(text.indexOf(':') + 1)); // behind bearer: or basic:
              found.add(text.substring(text.lastIndexOf(':') + 1));
            });
    config
        .gatewayUrls()
        .forEach(
            url -> {
              if (url.getRawUserInfo() != null) {
                found.add(url.getRawUserInfo());
              }
            });
    // what is shorter is in too many words to be hidden by its letters
    found.removeIf(secret -> secret.length() < 4);
    secrets.addAll(found);
  }

  String redact(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, HIDDEN);
    }
    shown = USER_INFO.matcher(shown).replaceAll(HIDDEN + "@");
    return AUTHORIZATION.matcher(shown).replaceAll("$1:" + HIDDEN);
  }
}
