// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that can be set, under one dotted key everywhere.
 *
 * <p>In a properties file the key is as it is; as an environment variable it is {@link
 * #environmentName()}; as a system property {@link #propertyName()}. The table in the README is
 * {@link #table()}. Immutable.
 *
 * @param <T> what the text of the setting becomes
 */
public final class Setting<T> {

  public static final Setting<List<List<String>>> SOURCES =
      new Setting<>(
          "sources",
          Kinds.TIERS,
          List.of(List.of("auto")),
          "Which backends are asked: tiers separated by `,`, the next is asked when the one before"
              + " fails or is quiet; within a tier `+` asks together. `auto` takes what is there.");

  public static final Setting<List<URI>> GATEWAY_URLS =
      new Setting<>(
          "gateway.urls",
          Kinds.GATEWAYS,
          List.of(),
          "Trustless gateways, best first. The variable `IPFS_GATEWAY` stands above"
              + " `IPFS_FETCH_GATEWAY_URLS`; without either, the `gateway` files of IPIP-280 count."
              + " None is built in.");

  public static final Setting<Optional<String>> DAEMON_API =
      new Setting<>(
          "daemon.api",
          Kinds.optional(Kinds.DAEMON_ADDRESS),
          Optional.empty(),
          "Where the RPC of a kubo daemon answers. Without it, the file `api` in"
              + " `daemon.ipfs-path` says, else `http://127.0.0.1:5001` is tried.");

  public static final Setting<Optional<String>> DAEMON_AUTHORIZATION =
      new Setting<>(
          "daemon.authorization",
          Kinds.optional(Kinds.AUTHORIZATION),
          Optional.empty(),
          "What the daemon's `API.Authorizations` asks for. Secret.");

  public static final Setting<Optional<Path>> DAEMON_IPFS_PATH =
      new Setting<>(
          "daemon.ipfs-path",
          Kinds.optional(Kinds.DIRECTORY),
          Optional.empty(),
          "The repository of a local kubo, as `IPFS_PATH` names it; `~/.ipfs` if neither is set.");

  public static final Setting<List<String>> EMBEDDED_PEERS =
      new Setting<>(
          "embedded.peers",
          Kinds.MULTIADDRS,
          List.of(),
          "Peers that an embedded node connects to first.");

  public static final Setting<Optional<Duration>> TIMEOUT =
      new Setting<>(
          "timeout",
          Kinds.optional(Kinds.POSITIVE_DURATION),
          Optional.empty(),
          "How long a whole fetch may take.");

  // kubo's own gateway gives up on a cold block after 30 s and says so: hear that first.
  public static final Setting<Duration> IDLE_TIMEOUT =
      new Setting<>(
          "idle-timeout",
          Kinds.POSITIVE_DURATION,
          Duration.ofSeconds(40),
          "How long no byte of a wanted block may arrive before the fetch fails.");

  // Gateways sit near the edge of a network; two lost SYNs are repeated within 3 s.
  public static final Setting<Duration> CONNECT_TIMEOUT =
      new Setting<>(
          "connect-timeout",
          Kinds.POSITIVE_DURATION,
          Duration.ofSeconds(5),
          "How long connecting to a gateway, a daemon or a peer may take.");

  // A kubo that must look for providers first answers in 1 to 2 s when they are easily found.
  public static final Setting<Duration> PATIENCE =
      new Setting<>(
          "patience",
          Kinds.DURATION,
          Duration.ofSeconds(3),
          "How long a tier of sources may be quiet before the next is asked too.");

  public static final Setting<Long> MAX_BYTES =
      new Setting<>(
          "max-bytes",
          Kinds.size(1, Long.MAX_VALUE),
          Limits.MAX_BYTES,
          "Limit of file content, all files together, as written.");

  public static final Setting<Long> MAX_ENTRIES =
      new Setting<>(
          "max-entries",
          Kinds.count(1, Long.MAX_VALUE),
          Limits.MAX_ENTRIES,
          "Limit of files, directories and symlinks together.");

  // 1024: where kubo's own traversals end.
  public static final Setting<Integer> MAX_DEPTH =
      new Setting<>(
          "max-depth",
          Kinds.integer(1, 1024),
          Limits.MAX_DEPTH,
          "Limit of directories inside directories, and of levels of nodes inside one file.");

  public static final Setting<Integer> MAX_PATH_BYTES =
      new Setting<>(
          "max-path-bytes",
          Kinds.integer(1, 1 << 16),
          Limits.MAX_PATH_BYTES,
          "Limit of a path below the target, in UTF-8 bytes.");

  // 1 Gbit/s over 250 ms is 31 MB. The least still holds four blocks of 2 MiB, the largest legal.
  public static final Setting<Long> MEMORY =
      new Setting<>(
          "memory",
          Kinds.size(8L << 20, 64L << 30),
          32L << 20,
          "Budget of block bytes in flight, from socket to file.");

  public static final Setting<Boolean> OFFLINE =
      new Setting<>("offline", Kinds.BOOLEAN, false, "Use only what is already on this machine.");

  // 10,000 of them cost more than the fetch, and a later run verifies what is there.
  public static final Setting<Boolean> FSYNC =
      new Setting<>(
          "fsync", Kinds.BOOLEAN, false, "Force each file to the disk before it gets its name.");

  public static final Setting<SymlinkPolicy> SYMLINKS =
      new Setting<>(
          "symlinks",
          Kinds.SYMLINKS,
          SymlinkPolicy.REFUSE_ESCAPING,
          "Whether a symlink may point outside of what is fetched.");

  // kubo's RPC is HTTP/1.1, one connection for each block asked for; 256 file descriptors are the
  // tightest default of a system (macOS), and the files being written need the rest.
  public static final Setting<Integer> MAX_CONNECTIONS =
      new Setting<>(
          "max-connections",
          Kinds.integer(1, 4096),
          128,
          "Limit of connections to one host, daemon or gateway.");

  public static final Setting<String> USER_AGENT =
      new Setting<>(
          "user-agent", Kinds.HEADER, "ipfs-fetch", "How requests over HTTP introduce themselves.");

  public static final Setting<Optional<URI>> HTTPS_PROXY =
      new Setting<>(
          "https-proxy",
          Kinds.optional(Kinds.PROXY),
          Optional.empty(),
          "The proxy for `https` URLs; else `https_proxy`, `HTTPS_PROXY`.");

  public static final Setting<Optional<URI>> HTTP_PROXY =
      new Setting<>(
          "http-proxy",
          Kinds.optional(Kinds.PROXY),
          Optional.empty(),
          "The proxy for `http` URLs; else `http_proxy`, `HTTP_PROXY`.");

  public static final Setting<List<String>> NO_PROXY =
      new Setting<>(
          "no-proxy",
          Kinds.HOSTS,
          List.of(),
          "Hosts reached without a proxy; else `no_proxy`, `NO_PROXY`. The loopback always is.");

  private static final List<Setting<?>> ALL =
      List.of(
          SOURCES,
          GATEWAY_URLS,
          DAEMON_API,
          DAEMON_AUTHORIZATION,
          DAEMON_IPFS_PATH,
          EMBEDDED_PEERS,
          TIMEOUT,
          IDLE_TIMEOUT,
          CONNECT_TIMEOUT,
          PATIENCE,
          MAX_BYTES,
          MAX_ENTRIES,
          MAX_DEPTH,
          MAX_PATH_BYTES,
          MEMORY,
          OFFLINE,
          FSYNC,
          SYMLINKS,
          MAX_CONNECTIONS,
          USER_AGENT,
          HTTPS_PROXY,
          HTTP_PROXY,
          NO_PROXY);

  static final String ENVIRONMENT_PREFIX = "IPFS_FETCH_";
  static final String PROPERTY_PREFIX = "ipfs.fetch.";

  private final String key;
  private final Kind<T> kind;
  private final T defaultValue;
  private final String description;

  private Setting(String key, Kind<T> kind, T defaultValue, String description) {
    this.key = key;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** Every setting, in the order of the table. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /** The setting of a dotted key. */
  public static Optional<Setting<?>> of(String key) {
    return ALL.stream().<Setting<?>>map(s -> s).filter(s -> s.key.equals(key)).findFirst();
  }

  public String key() {
    return key;
  }

  /** The environment variable: {@code idle-timeout} is {@code IPFS_FETCH_IDLE_TIMEOUT}. */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The system property: {@code idle-timeout} is {@code ipfs.fetch.idle-timeout}. */
  public String propertyName() {
    return PROPERTY_PREFIX + key;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** A sentence or two in Markdown. */
  public String description() {
    return description;
  }

  /** What may be written, in words. */
  public String allowed() {
    return kind.allowed();
  }

  /** Whether the value as a whole is a secret; passwords inside URLs are redacted besides. */
  public boolean isSecret() {
    return kind.isSecret();
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException naming the key, what is wrong and what is allowed, without any
   *     secret
   */
  public T parse(String text) {
    try {
      return kind.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(isSecret() ? Kinds.REDACTED : Quoted.of(text), e);
    }
  }

  /** The value as text that anybody may see. */
  public String shown(T value) {
    return kind.shown(value);
  }

  /**
   * The value itself.
   *
   * @throws IllegalArgumentException as for {@link #parse}
   */
  T checked(T value) {
    try {
      return kind.checked(value);
    } catch (IllegalArgumentException e) {
      throw refused(Quoted.of(shown(value)), e);
    }
  }

  private IllegalArgumentException refused(String shown, IllegalArgumentException why) {
    return new IllegalArgumentException(
        key + ": " + shown + " " + why.getMessage() + "; allowed: " + allowed().replace('`', '\''),
        why);
  }

  /** All settings as a Markdown table. */
  public static String table() {
    StringBuilder out = new StringBuilder();
    out.append("| Key | Variable | Allowed | Default | Meaning |\n");
    out.append("| --- | --- | --- | --- | --- |\n");
    ALL.forEach(setting -> out.append(setting.row()));
    return out.toString();
  }

  private String row() {
    return "| `%s` | `%s` | %s | %s | %s |%n"
        .formatted(key, environmentName(), allowed(), code(shown(defaultValue)), description)
        .replace("\r\n", "\n");
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  @Override
  public String toString() {
    return key;
  }
}
