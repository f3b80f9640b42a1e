// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "gateway.urls", "https://a.example,https://b.example/x",
          "daemon.api", "/ip4/127.0.0.1/tcp/5001",
          "daemon.authorization", "basic:user:pass:word",
          "daemon.ipfs-path", "/repo",
          "embedded.peers", "/ip4/1.2.3.4/tcp/4001 /dns/b.example/tcp/1",
          "timeout", "1h30m",
          "https-proxy", "http://p.example:3128",
          "http-proxy", "http://p.example:3128",
          "no-proxy", "a.example,10.0.0.0/8");

  /** A text that the setting reads. */
  static String example(Setting<?> setting) {
    return EXAMPLES.getOrDefault(setting.key(), shownDefault(setting));
  }

  private static <T> String shownDefault(Setting<T> setting) {
    return setting.shown(setting.defaultValue());
  }

  @Test
  void listsEveryConstant() {
    long constants =
        Arrays.stream(Setting.class.getDeclaredFields())
            .filter(field -> field.getType() == Setting.class)
            .filter(field -> Modifier.isPublic(field.getModifiers()))
            .count();

    assertThat(Setting.all()).hasSize((int) constants).doesNotHaveDuplicates();
    assertThat(Setting.all()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(Setting.all()).extracting(Setting::environmentName).doesNotHaveDuplicates();
  }

  @Test
  void hasOneNameForEachPlace() {
    assertThat(Setting.IDLE_TIMEOUT.key()).isEqualTo("idle-timeout");
    assertThat(Setting.GATEWAY_URLS.environmentName()).isEqualTo("IPFS_FETCH_GATEWAY_URLS");
    assertThat(Setting.IDLE_TIMEOUT.propertyName()).isEqualTo("ipfs.fetch.idle-timeout");
    assertThat(Setting.of("idle-timeout")).contains(Setting.IDLE_TIMEOUT);
    assertThat(Setting.of("IDLE-TIMEOUT")).isEmpty();
  }

  @Test
  void allowsItsOwnDefault() {
    for (Setting<?> setting : Setting.all()) {
      assertDefaultIsAllowed(setting);
    }
  }

  private static <T> void assertDefaultIsAllowed(Setting<T> setting) {
    assertThat(setting.checked(setting.defaultValue())).isEqualTo(setting.defaultValue());
    assertThat(setting.parse(shownDefault(setting)))
        .as(setting.key())
        .isEqualTo(setting.defaultValue());
  }

  @Test
  void readsBackWhatItShows() {
    for (Setting<?> setting : Setting.all()) {
      if (!setting.isSecret()) {
        assertIsReadBack(setting);
      }
    }
  }

  private static <T> void assertIsReadBack(Setting<T> setting) {
    T value = setting.parse(example(setting));

    assertThat(setting.parse(setting.shown(value))).as(setting.key()).isEqualTo(value);
  }

  @Test
  void makesATableWithARowForEach() {
    String table = Setting.table();

    assertThat(table.lines()).hasSize(Setting.all().size() + 2);
    assertThat(table.lines()).allMatch(line -> line.startsWith("| ") && line.endsWith(" |"));
    assertThat(table)
        .contains("| `idle-timeout` | `IPFS_FETCH_IDLE_TIMEOUT` |", "| `40s` |", "| `100GiB` |");
  }

  @ParameterizedTest
  @CsvSource({
    "sources, ''",
    "sources, 'daemon,'",
    "sources, 'daemon++gateway'",
    "sources, 'Daemon'",
    "sources, 'daemon,daemon'",
    "sources, 'auto,daemon'",
    "sources, '9p'",
    "gateway.urls, 'a.example'",
    "gateway.urls, 'ftp://a.example'",
    "gateway.urls, 'http://'",
    "gateway.urls, 'http:///x'",
    "gateway.urls, 'http://a.example:99999'",
    "gateway.urls, 'http://a.example/?x=y'",
    "gateway.urls, 'http://a.example/#x'",
    "gateway.urls, 'http://a.example,nonsense'",
    "daemon.api, '127.0.0.1:5001'",
    "daemon.api, '/'",
    "daemon.api, 'https://a.example?x'",
    "daemon.authorization, 'token'",
    "daemon.authorization, 'bearer:'",
    "daemon.authorization, 'bearer:a b'",
    "daemon.authorization, 'basic:user'",
    "daemon.ipfs-path, 'relative'",
    "embedded.peers, 'a.example'",
    "timeout, '0s'",
    "timeout, '30'",
    "timeout, '-3s'",
    "timeout, '3m3h'",
    "idle-timeout, 'none'",
    "patience, ''",
    "max-bytes, '0'",
    "max-bytes, '1G'",
    "max-bytes, '-1'",
    "max-bytes, '99999999999TiB'",
    "max-bytes, '0.1'",
    "max-entries, '1KiB'",
    "max-entries, '1.5'",
    "max-depth, '1025'",
    "max-path-bytes, '99999999999'",
    "memory, '1MiB'",
    "offline, 'maybe'",
    "symlinks, 'follow'",
    "max-connections, '0'",
    "user-agent, ''",
    "https-proxy, 'https://p.example'",
    "https-proxy, 'http://'",
  })
  void refusesWhatIsNotAllowed(String key, String text) {
    Setting<?> setting = Setting.of(key).orElseThrow();

    assertThatThrownBy(() -> setting.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining("; allowed: ");
  }

  @Test
  void refusesWhatWouldEndAHeader() {
    assertThatThrownBy(() -> Setting.USER_AGENT.parse("a\r\nX: y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Setting.DAEMON_AUTHORIZATION.parse("bearer:a\r\nX:y"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Setting.DAEMON_AUTHORIZATION.parse("basic:a:b\r\nX:y"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "5m, PT5M",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1s500ms, PT1.5S"
  })
  void readsDurations(String text, Duration duration) {
    assertThat(Setting.PATIENCE.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "1GiB, 1073741824",
    "1 GiB, 1073741824",
    "1.5KiB, 1536",
    "500MB, 500000000",
    "1kb, 1000",
    "7B, 7",
    "9223372036854775807, 9223372036854775807"
  })
  void readsSizes(String text, long bytes) {
    assertThat(Setting.MAX_BYTES.parse(text)).isEqualTo(bytes);
  }

  @Test
  void readsLargeCountsAsPeopleWriteThem() {
    assertThat(Setting.MAX_ENTRIES.parse("10,000,000")).isEqualTo(10_000_000);
    assertThat(Setting.MAX_ENTRIES.parse("10_000_000")).isEqualTo(10_000_000);
  }

  @Test
  void readsTiers() {
    assertThat(Setting.SOURCES.parse("daemon, embedded + gateway"))
        .isEqualTo(List.of(List.of("daemon"), List.of("embedded", "gateway")));
  }
}
