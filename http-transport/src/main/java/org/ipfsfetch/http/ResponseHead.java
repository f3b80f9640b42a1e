// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Status and headers of an answer. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110</a>
 */
public final class ResponseHead {
  private final int status;
  private final Map<String, String> headers;

  /**
   * @param headers by name, in any case; of several with one name the first
   */
  public ResponseHead(int status, Map<String, String> headers) {
    this.status = status;
    Map<String, String> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    folded.putAll(headers);
    this.headers = folded;
  }

  public int status() {
    return status;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The media type in lower case, without its parameters; empty text if there is none. */
  public String mediaType() {
    String type = headers.getOrDefault("Content-Type", "");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /** How many bytes of body are announced. */
  public OptionalLong contentLength() {
    String text = headers.getOrDefault("Content-Length", "");
    try {
      long length = Long.parseLong(text.trim());
      return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    } catch (NumberFormatException notANumber) {
      return OptionalLong.empty();
    }
  }

  /** How long the server asks to be left alone, from either form of {@code Retry-After}. */
  public Optional<Duration> retryAfter(Instant now) {
    return header("Retry-After").map(String::trim).flatMap(text -> retryAfter(text, now));
  }

  private static Optional<Duration> retryAfter(String text, Instant now) {
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        // nobody waits for more than a year, and longer numbers need not fit
        long seconds = text.length() > 8 ? 31_536_000 : Long.parseLong(text);
        return Optional.of(Duration.ofSeconds(seconds));
      }
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    } catch (DateTimeParseException neither) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
