// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that settings have. */
final class Kinds {
  static final String NONE = "none";
  static final String REDACTED = "***";

  private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");
  // tokens and passwords go into a header: printable ASCII, so that none can end the line
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");
  private static final Pattern AUTHORIZATION_FORM =
      Pattern.compile("bearer:[\\x21-\\x7e]+|basic:[^:\\p{Cntrl}]+:[^\\p{Cntrl}]*");

  static final Kind<Duration> DURATION =
      new Kind<>(
          "a duration: `500ms`, `30s`, `5m`, `1h30m`",
          false,
          Durations::parse,
          value -> require(!value.isNegative(), "is negative"),
          Durations::print);

  static final Kind<Duration> POSITIVE_DURATION =
      new Kind<>(
          "a duration above zero: `500ms`, `30s`, `5m`, `1h30m`",
          false,
          Durations::parse,
          value -> require(!value.isNegative() && !value.isZero(), "is not above zero"),
          Durations::print);

  static final Kind<Boolean> BOOLEAN =
      new Kind<>("`true`, `false`", false, Kinds::parseBoolean, any -> {}, String::valueOf);

  static final Kind<SymlinkPolicy> SYMLINKS =
      new Kind<>(
          Arrays.stream(SymlinkPolicy.values())
              .map(policy -> "`" + policy.text() + "`")
              .collect(Collectors.joining(", ")),
          false,
          Kinds::parseSymlinks,
          any -> {},
          SymlinkPolicy::text);

  static final Kind<List<List<String>>> TIERS =
      new Kind<>(
          "`auto`, or names with `,` and `+` such as `daemon,embedded+gateway`",
          false,
          SourceTiers::parse,
          SourceTiers::check,
          SourceTiers::print);

  static final Kind<List<URI>> GATEWAYS =
      new Kind<>(
          "`http` or `https` URLs without query, separated by commas or spaces",
          false,
          text -> Urls.guarded(text, () -> listOf(text).stream().map(Urls::parse).toList()),
          urls -> urls.forEach(Urls::requireGateway),
          urls -> urls.stream().map(Urls::redacted).collect(Collectors.joining(",")));

  static final Kind<String> DAEMON_ADDRESS =
      new Kind<>(
          "a multiaddr such as `/ip4/127.0.0.1/tcp/5001`, or an `http` or `https` URL",
          false,
          Function.identity(),
          Urls::requireDaemonAddress,
          Urls::redactedText);

  static final Kind<URI> PROXY =
      new Kind<>(
          "an `http` URL of a proxy, or `host:port`",
          false,
          Urls::parseProxy,
          Urls::requireProxy,
          Urls::redacted);

  static final Kind<String> AUTHORIZATION =
      new Kind<>(
          "`bearer:<token>` or `basic:<user>:<password>`",
          true,
          Function.identity(),
          text ->
              require(
                  AUTHORIZATION_FORM.matcher(text).matches(),
                  "is neither bearer:<token> nor basic:<user>:<password>"),
          any -> REDACTED);

  static final Kind<Path> DIRECTORY =
      new Kind<>(
          "an absolute path",
          false,
          Kinds::parsePath,
          path -> require(path.isAbsolute(), "is not an absolute path"),
          Path::toString);

  static final Kind<List<String>> MULTIADDRS =
      new Kind<>(
          "multiaddrs, separated by commas or spaces",
          false,
          Kinds::listOf,
          list -> list.forEach(Kinds::requireMultiaddr),
          list -> String.join(",", list));

  static final Kind<List<String>> HOSTS =
      new Kind<>(
          "host names, addresses, blocks such as `10.0.0.0/8`, or `*`, separated by commas",
          false,
          Kinds::listOf,
          any -> {},
          list -> String.join(",", list));

  static final Kind<String> HEADER =
      new Kind<>(
          "printable ASCII",
          false,
          Function.identity(),
          text -> require(PRINTABLE.matcher(text).matches(), "is not printable ASCII"),
          Function.identity());

  private Kinds() {}

  static Kind<Long> size(long least, long most) {
    return new Kind<>(
        "bytes: `1048576`, `500MB`, `1GiB`" + range(least, most, Sizes::print),
        false,
        Sizes::parse,
        within(least, most, Sizes::print),
        Sizes::print);
  }

  static Kind<Long> count(long least, long most) {
    return new Kind<>(
        "a number" + range(least, most, String::valueOf),
        false,
        Sizes::parseCount,
        within(least, most, String::valueOf),
        String::valueOf);
  }

  static Kind<Integer> integer(int least, int most) {
    Kind<Long> count = count(least, most);
    return new Kind<>(
        count.allowed(),
        false,
        text -> Math.toIntExact(count.parse(text)),
        value -> count.checked((long) value),
        String::valueOf);
  }

  /** The same kind, where {@code none} (or nothing at all) is allowed too. */
  static <T> Kind<Optional<T>> optional(Kind<T> kind) {
    return new Kind<>(
        kind.allowed() + "; `none`",
        kind.isSecret(),
        text -> isNone(text) ? Optional.empty() : Optional.of(kind.parse(text)),
        value -> value.ifPresent(kind::checked),
        value -> value.map(kind::shown).orElse(NONE));
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  static List<String> listOf(String text) {
    return isNone(text)
        ? List.of()
        : SEPARATORS.splitAsStream(text).filter(part -> !part.isEmpty()).toList();
  }

  private static boolean isNone(String text) {
    return text.isEmpty() || text.equalsIgnoreCase(NONE);
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  private static SymlinkPolicy parseSymlinks(String text) {
    return Arrays.stream(SymlinkPolicy.values())
        .filter(policy -> policy.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is not a policy for symlinks"));
  }

  private static Path parsePath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path of this system", e);
    }
  }

  private static void requireMultiaddr(String text) {
    require(text.startsWith("/") && text.length() > 1, "is not a multiaddr: it begins with /");
  }

  private static Consumer<Long> within(long least, long most, Function<Long, String> print) {
    return value -> {
      require(value >= least, "is less than " + print.apply(least));
      require(value <= most, "is more than " + print.apply(most));
    };
  }

  private static String range(long least, long most, Function<Long, String> print) {
    String from = ", " + print.apply(least);
    return most == Long.MAX_VALUE ? from + " or more" : from + " to " + print.apply(most);
  }
}
