// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that can be set about fetching, checked and complete.
 *
 * <p>{@link #builder()} reads nothing from its surroundings and suits a library. {@link #load()} is
 * an application's explicit choice to listen to them. Lowest first, the order of precedence is:
 *
 * <ol>
 *   <li>the defaults of {@link Setting};
 *   <li>settings of the ecosystem: {@code IPFS_PATH}, the {@code gateway} files of IPIP-280, {@code
 *       HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY} and these in lower case;
 *   <li>the file: {@code $IPFS_FETCH_CONFIG}, else {@code
 *       $XDG_CONFIG_HOME/ipfs-fetch/config.properties}, else {@code
 *       ~/.config/ipfs-fetch/config.properties};
 *   <li>environment variables {@code IPFS_FETCH_…}; for the gateways, {@code IPFS_GATEWAY} stands
 *       above {@code IPFS_FETCH_GATEWAY_URLS}, since IPIP-280 lets a deployment override with it
 *       what every application was configured to use;
 *   <li>system properties {@code ipfs.fetch.…};
 *   <li>what is passed explicitly: the flags of a command line.
 * </ol>
 *
 * Immutable.
 *
 * @see <a href="https://github.com/ipfs/specs/pull/280">IPIP-280</a>
 */
public final class FetchConfig {
  private final Map<Setting<?>, Object> values;
  private final Map<Setting<?>, String> origins;
  private final List<String> warnings;

  FetchConfig(
      Map<Setting<?>, Object> values, Map<Setting<?>, String> origins, List<String> warnings) {
    this.values = Map.copyOf(values);
    this.origins = Map.copyOf(origins);
    this.warnings = List.copyOf(warnings);
  }

  /** Starts from the defaults and reads nothing from the surroundings. */
  public static Builder builder() {
    return new Builder();
  }

  /** The configuration of this process: file, environment and system properties. */
  public static FetchConfig load() throws ConfigException {
    return load(Surroundings.ofProcess());
  }

  public static FetchConfig load(Surroundings surroundings) throws ConfigException {
    return load(surroundings, Map.of());
  }

  /**
   * @param overrides values by dotted key that stand above everything else, such as command line
   *     flags
   * @throws ConfigException an unknown key, a bad value, or a file that cannot be read
   */
  public static FetchConfig load(Surroundings surroundings, Map<String, String> overrides)
      throws ConfigException {
    return new ConfigLoader(surroundings).load(overrides);
  }

  /**
   * Which backends are asked, as tiers: {@code daemon,embedded+gateway} is {@code [[daemon],
   * [embedded, gateway]]}. {@code [[auto]]} means: all that are there and configured, in an order
   * of the fetcher's choice.
   */
  public List<List<String>> sources() {
    return get(Setting.SOURCES);
  }

  /** Base URLs of trustless gateways, best first. They may carry a password: never print them. */
  public List<URI> gatewayUrls() {
    return get(Setting.GATEWAY_URLS);
  }

  /** Where the RPC of a kubo daemon answers: a multiaddr or an HTTP URL, not yet looked into. */
  public Optional<String> daemonApi() {
    return get(Setting.DAEMON_API);
  }

  /** {@code bearer:<token>} or {@code basic:<user>:<password>}. A secret: never print it. */
  public Optional<String> daemonAuthorization() {
    return get(Setting.DAEMON_AUTHORIZATION);
  }

  /**
   * The repository of a local kubo, in which {@code api} holds its address while it runs; empty
   * when built by {@link #builder()} and not set, so that no home directory is looked into.
   */
  public Optional<Path> ipfsPath() {
    return get(Setting.DAEMON_IPFS_PATH);
  }

  /** Multiaddrs of peers that an embedded node connects to first; not yet looked into. */
  public List<String> embeddedPeers() {
    return get(Setting.EMBEDDED_PEERS);
  }

  public Limits limits() {
    return new Limits(
        get(Setting.MAX_BYTES),
        get(Setting.MAX_ENTRIES),
        get(Setting.MAX_DEPTH),
        get(Setting.MAX_PATH_BYTES));
  }

  /** How long a whole fetch may take; empty for as long as it gets on. */
  public Optional<Duration> timeout() {
    return get(Setting.TIMEOUT);
  }

  /** How long no byte of a wanted block may arrive before the fetch fails. */
  public Duration idleTimeout() {
    return get(Setting.IDLE_TIMEOUT);
  }

  public Duration connectTimeout() {
    return get(Setting.CONNECT_TIMEOUT);
  }

  /** How long a tier of sources may be quiet before the next is asked too. */
  public Duration patience() {
    return get(Setting.PATIENCE);
  }

  /** The bytes of blocks that may be in flight at once, from socket to file. */
  public long memoryBytes() {
    return get(Setting.MEMORY);
  }

  /** Whether only what is already on this machine may be used. */
  public boolean offline() {
    return get(Setting.OFFLINE);
  }

  /** Whether each file is forced to the disk before it gets its name. */
  public boolean syncFiles() {
    return get(Setting.FSYNC);
  }

  public SymlinkPolicy symlinks() {
    return get(Setting.SYMLINKS);
  }

  public int maxConnectionsPerHost() {
    return get(Setting.MAX_CONNECTIONS);
  }

  public String userAgent() {
    return get(Setting.USER_AGENT);
  }

  public ProxySettings proxy() {
    return new ProxySettings(
        get(Setting.HTTPS_PROXY), get(Setting.HTTP_PROXY), get(Setting.NO_PROXY));
  }

  /** The value of any setting. */
  @SuppressWarnings("unchecked") // only Setting.parse and Setting.checked put values in
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting);
    return value == null ? setting.defaultValue() : (T) value;
  }

  /** Where a setting was set, in words; {@code default} if nowhere. */
  public String origin(Setting<?> setting) {
    return origins.getOrDefault(setting, "default");
  }

  /** Every setting with its effective value, in the order of {@link Setting#all()}. */
  public List<ConfigEntry> describe() {
    return Setting.all().stream().map(this::describe).toList();
  }

  private <T> ConfigEntry describe(Setting<T> setting) {
    return new ConfigEntry(setting.key(), setting.shown(get(setting)), origin(setting));
  }

  /** What was odd while loading, one sentence each, and is worth a line on a terminal. */
  public List<String> warnings() {
    return warnings;
  }

  /** What is not at its default, without secrets. */
  @Override
  public String toString() {
    return describe().stream()
        .filter(entry -> !entry.origin().equals("default"))
        .map(entry -> entry.key() + "=" + entry.value())
        .toList()
        .toString();
  }

  /**
   * Collects values for a configuration. Each method throws {@link IllegalArgumentException} when
   * the value is not allowed. For one thread.
   */
  public static final class Builder {
    private final Map<Setting<?>, Object> values = new LinkedHashMap<>();
    private final Map<Setting<?>, String> origins = new LinkedHashMap<>();

    private Builder() {}

    /** Tiers separated by {@code ,}, within a tier by {@code +}; or {@code auto}. */
    public Builder sources(String tiers) {
      return set(Setting.SOURCES, Setting.SOURCES.parse(tiers));
    }

    /** Adds a gateway behind those already there. */
    public Builder gatewayUrl(URI url) {
      List<URI> urls = new ArrayList<>(current(Setting.GATEWAY_URLS));
      urls.add(url);
      return gatewayUrls(urls);
    }

    public Builder gatewayUrls(List<URI> urls) {
      return set(Setting.GATEWAY_URLS, List.copyOf(urls));
    }

    /** A multiaddr or an HTTP URL. */
    public Builder daemonApi(String address) {
      return set(Setting.DAEMON_API, Optional.of(address));
    }

    /** {@code bearer:<token>} or {@code basic:<user>:<password>}. */
    public Builder daemonAuthorization(String authorization) {
      return set(Setting.DAEMON_AUTHORIZATION, Optional.of(authorization));
    }

    /** The repository of a local kubo. */
    public Builder ipfsPath(Path repository) {
      return set(Setting.DAEMON_IPFS_PATH, Optional.of(repository.toAbsolutePath()));
    }

    public Builder embeddedPeers(List<String> multiaddrs) {
      return set(Setting.EMBEDDED_PEERS, List.copyOf(multiaddrs));
    }

    public Builder limits(Limits limits) {
      set(Setting.MAX_BYTES, limits.maxBytes());
      set(Setting.MAX_ENTRIES, limits.maxEntries());
      set(Setting.MAX_DEPTH, limits.maxDepth());
      return set(Setting.MAX_PATH_BYTES, limits.maxPathBytes());
    }

    /** For the whole fetch. */
    public Builder timeout(Duration timeout) {
      return set(Setting.TIMEOUT, Optional.of(timeout));
    }

    public Builder idleTimeout(Duration timeout) {
      return set(Setting.IDLE_TIMEOUT, timeout);
    }

    public Builder connectTimeout(Duration timeout) {
      return set(Setting.CONNECT_TIMEOUT, timeout);
    }

    public Builder patience(Duration patience) {
      return set(Setting.PATIENCE, patience);
    }

    public Builder memoryBytes(long bytes) {
      return set(Setting.MEMORY, bytes);
    }

    public Builder offline(boolean offline) {
      return set(Setting.OFFLINE, offline);
    }

    public Builder syncFiles(boolean sync) {
      return set(Setting.FSYNC, sync);
    }

    public Builder symlinks(SymlinkPolicy policy) {
      return set(Setting.SYMLINKS, policy);
    }

    public Builder maxConnectionsPerHost(int connections) {
      return set(Setting.MAX_CONNECTIONS, connections);
    }

    public Builder userAgent(String userAgent) {
      return set(Setting.USER_AGENT, userAgent);
    }

    public Builder proxy(ProxySettings proxy) {
      set(Setting.HTTPS_PROXY, proxy.https());
      set(Setting.HTTP_PROXY, proxy.http());
      return set(Setting.NO_PROXY, proxy.exceptions());
    }

    /** Sets any setting. */
    public <T> Builder set(Setting<T> setting, T value) {
      values.put(setting, setting.checked(Objects.requireNonNull(value)));
      origins.put(setting, "set in code");
      return this;
    }

    @SuppressWarnings("unchecked") // only set() puts values in
    private <T> T current(Setting<T> setting) {
      Object value = values.get(setting);
      return value == null ? setting.defaultValue() : (T) value;
    }

    public FetchConfig build() {
      return new FetchConfig(values, origins, List.of());
    }
  }
}
