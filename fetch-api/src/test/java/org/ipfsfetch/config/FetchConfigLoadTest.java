// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchConfigLoadTest {

  @Test
  void hasDefaultsWhereNothingIsSet() throws ConfigException {
    FetchConfig config = new FakeSurroundings().load();

    assertThat(config.sources()).isEqualTo(List.of(List.of("auto")));
    assertThat(config.gatewayUrls()).isEmpty();
    assertThat(config.daemonApi()).isEmpty();
    assertThat(config.timeout()).isEmpty();
    assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(40));
    assertThat(config.limits()).isEqualTo(Limits.DEFAULTS);
    assertThat(config.ipfsPath()).contains(Path.of("/home/u/.ipfs"));
    assertThat(config.warnings()).isEmpty();
    assertThat(config.origin(Setting.IDLE_TIMEOUT)).isEqualTo("default");
  }

  @Test
  void letsEachLayerStandAboveTheOneBefore() throws ConfigException {
    var layers = new FakeSurroundings().config("patience = 1s\n");
    assertThat(layers.load().patience()).isEqualTo(Duration.ofSeconds(1));

    layers.variable("IPFS_FETCH_PATIENCE", "2s");
    assertThat(layers.load().patience()).isEqualTo(Duration.ofSeconds(2));

    layers.property("ipfs.fetch.patience", "3s");
    assertThat(layers.load().patience()).isEqualTo(Duration.ofSeconds(3));

    FetchConfig config = layers.load(Map.of("patience", "4s"));
    assertThat(config.patience()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.origin(Setting.PATIENCE)).isEqualTo("given explicitly");
  }

  @Test
  void readsEverySettingFromEveryLayer() throws ConfigException {
    for (Setting<?> setting : Setting.all()) {
      String text = SettingTest.example(setting);
      assertThat(new FakeSurroundings().config(setting.key() + "=" + text).load().origin(setting))
          .isEqualTo("/home/u/.config/ipfs-fetch/config.properties");
      assertThat(
              new FakeSurroundings()
                  .variable(setting.environmentName(), text)
                  .load()
                  .origin(setting))
          .isEqualTo("environment variable " + setting.environmentName());
      assertThat(
              new FakeSurroundings().property(setting.propertyName(), text).load().origin(setting))
          .isEqualTo("system property " + setting.propertyName());
    }
  }

  @Test
  void findsTheFileWhereItIsSaidToBe() throws ConfigException {
    var files =
        new FakeSurroundings()
            .config("patience=1s")
            .file("/xdg/ipfs-fetch/config.properties", "patience=2s")
            .file("/srv/dir/ipfs-fetch.properties", "patience=3s")
            .file("/home/u/other.properties", "patience=4s");

    assertThat(files.load().patience()).hasSeconds(1);
    assertThat(files.variable("XDG_CONFIG_HOME", "/xdg").load().patience()).hasSeconds(2);
    assertThat(files.variable("IPFS_FETCH_CONFIG", "ipfs-fetch.properties").load().patience())
        .hasSeconds(3);
    assertThat(files.property("ipfs.fetch.config", "~/other.properties").load().patience())
        .hasSeconds(4);
  }

  @Test
  void ignoresARelativeXdgConfigHome() throws ConfigException {
    var files =
        new FakeSurroundings()
            .variable("XDG_CONFIG_HOME", "xdg")
            .file("/srv/dir/xdg/ipfs-fetch/config.properties", "patience=2s")
            .config("patience=1s");

    assertThat(files.load().patience()).hasSeconds(1);
  }

  @Test
  void failsOnAFileThatIsNamedAndNotThereOrCannotBeRead() {
    assertThatThrownBy(() -> new FakeSurroundings().variable("IPFS_FETCH_CONFIG", "/no").load())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/no")
        .hasMessageContaining("IPFS_FETCH_CONFIG");
    assertThatThrownBy(
            () ->
                new FakeSurroundings()
                    .unreadable("/home/u/.config/ipfs-fetch/config.properties")
                    .load())
        .hasMessageContaining("config.properties")
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> new FakeSurroundings().config("a=\\uXYZ").load())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not a properties file");
  }

  @Test
  void namesAnUnknownKeyWhereItIsAndTheNearest() {
    assertThatThrownBy(() -> new FakeSurroundings().config("idle-timout=3s").load())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"idle-timout\"")
        .hasMessageContaining("/home/u/.config/ipfs-fetch/config.properties")
        .hasMessageContaining("nearest is idle-timeout");
    assertThatThrownBy(() -> new FakeSurroundings().property("ipfs.fetch.source", "x").load())
        .hasMessageContaining("a system property")
        .hasMessageContaining("nearest is sources");
    assertThatThrownBy(() -> new FakeSurroundings().load(Map.of("max-byte", "1")))
        .hasMessageContaining("given explicitly")
        .hasMessageContaining("nearest is max-bytes");
  }

  @Test
  void onlyWarnsOfAnUnknownVariable() throws ConfigException {
    FetchConfig config =
        new FakeSurroundings()
            .variable("IPFS_FETCH_SERVICE_HOST", "10.0.0.1")
            .variable("IPFS_FETCH_SOURCE", "daemon")
            .variable("IPFS_FETCH_JAVA_OPTS", "-Xmx64m") // the launcher's own
            .load();

    assertThat(config.warnings()).hasSize(2);
    assertThat(config.warnings().get(1))
        .contains("IPFS_FETCH_SOURCE", "nearest is IPFS_FETCH_SOURCES");
  }

  @Test
  void takesAnEmptyVariableAsNotSet() throws ConfigException {
    FetchConfig config =
        new FakeSurroundings()
            .config("patience=1s")
            .variable("IPFS_FETCH_PATIENCE", " ")
            .variable("IPFS_GATEWAY", "")
            .variable("HTTPS_PROXY", "")
            .load();

    assertThat(config.patience()).hasSeconds(1);
    assertThat(config.gatewayUrls()).isEmpty();
    assertThat(config.proxy()).isEqualTo(ProxySettings.NONE);
  }

  @Test
  void namesKeyOriginAndWhatIsAllowedForABadValue() {
    assertThatThrownBy(
            () -> new FakeSurroundings().variable("IPFS_FETCH_IDLE_TIMEOUT", "40").load())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("idle-timeout: \"40\" is a duration without a unit")
        .hasMessageContaining("environment variable IPFS_FETCH_IDLE_TIMEOUT")
        .hasMessageContaining("'500ms'");
  }

  @Test
  void findsABadValueAlsoWhereAHigherLayerReplacesIt() {
    assertThatThrownBy(
            () -> new FakeSurroundings().config("patience=x").load(Map.of("patience", "1s")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("config.properties");
  }

  @Test
  void neverRepeatsASecretInAnError() {
    for (var setting :
        Map.of(
                "daemon.authorization", "token-hunter2",
                "daemon.api", "ftp://user:hunter2@host",
                "gateway.urls", "http://user:x,hunter2@host",
                "https-proxy", "socks5://user:hun/hunter2@host")
            .entrySet()) {
      assertThatThrownBy(
              () ->
                  new FakeSurroundings().config(setting.getKey() + "=" + setting.getValue()).load())
          .as(setting.getKey())
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(setting.getKey())
          .hasStackTraceContaining("ConfigException")
          .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("hunter2", "user:x"));
    }
  }

  private static String stackTrace(Throwable e) {
    var out = new StringWriter();
    e.printStackTrace(new PrintWriter(out, true));
    return out.toString();
  }

  @Test
  void describesEverySettingWithItsOriginAndWithoutSecrets() throws ConfigException {
    FetchConfig config =
        new FakeSurroundings()
            .config(
                "daemon.authorization=bearer:hunter2\ngateway.urls=https://u:hunter2@a.example/\n")
            .variable("IPFS_FETCH_DAEMON_API", "https://u:hunter2@d.example:5001")
            .variable("HTTPS_PROXY", "http://u:hunter2@p.example:3128")
            .load();

    assertThat(config.describe()).hasSameSizeAs(Setting.all());
    assertThat(config.describe().toString() + config + config.proxy()).doesNotContain("hunter2");
    assertThat(config.describe())
        .contains(
            new ConfigEntry(
                "daemon.authorization", "***", "/home/u/.config/ipfs-fetch/config.properties"),
            new ConfigEntry(
                "daemon.api",
                "https://***@d.example:5001",
                "environment variable IPFS_FETCH_DAEMON_API"),
            new ConfigEntry(
                "https-proxy", "http://***@p.example:3128", "environment variable HTTPS_PROXY"),
            new ConfigEntry("timeout", "none", "default"));
    assertThat(config.daemonAuthorization()).contains("bearer:hunter2");
    assertThat(config.gatewayUrls().get(0).getUserInfo()).isEqualTo("u:hunter2");
  }

  @Test
  void readsRealFiles(@TempDir Path home) throws Exception {
    Path file = home.resolve(".config/ipfs-fetch/config.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "user-agent = test\n");
    Surroundings process = Surroundings.ofProcess();
    var surroundings =
        new Surroundings(Map.of(), Map.of("os.name", "Linux"), home, home, process.files());

    assertThat(FetchConfig.load(surroundings).userAgent()).isEqualTo("test");
    assertThat(process.files().read(file.resolve("below-a-file"))).isEmpty();
    assertThatThrownBy(() -> process.files().read(home)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesAHugeFile(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);

    assertThatThrownBy(() -> Surroundings.ofProcess().files().read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than");
  }
}
