// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway cases are those of curl's test suite, tests 722 to 741, besides our own. */
class EcosystemSettingsTest {
  private static final URI A = URI.create("http://a.example");
  private static final URI B = URI.create("http://b.example");

  @Test
  void takesTheGatewayFileOfTheHomeDirectory() throws ConfigException {
    var home = new FakeSurroundings().file("/home/u/.ipfs/gateway", "http://a.example\n");

    assertThat(home.load().gatewayUrls()).containsExactly(A);
    assertThat(home.load().origin(Setting.GATEWAY_URLS)).isEqualTo("/home/u/.ipfs/gateway");
  }

  @Test
  void takesAGatewayWithAPath() throws ConfigException {
    var home = new FakeSurroundings().file("/home/u/.ipfs/gateway", "http://a.example/some/path");

    assertThat(home.load().gatewayUrls()).containsExactly(A.resolve("/some/path"));
  }

  @Test
  void takesIpfsPathInsteadOfTheHomeDirectory() throws ConfigException {
    var both =
        new FakeSurroundings()
            .file("/home/u/.ipfs/gateway", "http://a.example")
            .file("/repo/gateway", "http://b.example")
            .variable("IPFS_PATH", "/repo/");

    assertThat(both.load().gatewayUrls()).containsExactly(B);
    assertThat(both.load().ipfsPath()).contains(Path.of("/repo"));
    assertThat(both.load().origin(Setting.DAEMON_IPFS_PATH)).contains("IPFS_PATH");
    assertThat(both.variable("IPFS_PATH", "/empty").load().gatewayUrls()).isEmpty();
  }

  @Test
  void readsIpfsPathAsKuboDoes() throws ConfigException {
    assertThat(new FakeSurroundings().variable("IPFS_PATH", "~/repo").load().ipfsPath())
        .contains(Path.of("/home/u/repo"));
    assertThat(new FakeSurroundings().variable("IPFS_PATH", "repo").load().ipfsPath())
        .contains(Path.of("/srv/dir/repo"));
  }

  @Test
  void goesOnToTheFilesOfTheUserAndOfTheSystem() throws ConfigException {
    var files = new FakeSurroundings().file("/etc/ipfs/gateway", "http://a.example");
    assertThat(files.load().gatewayUrls()).containsExactly(A);

    files.file("/home/u/.config/ipfs/gateway", "http://b.example");
    assertThat(files.load().gatewayUrls()).containsExactly(B);

    files.file("/home/u/.ipfs/gateway", " \n");
    assertThat(files.load().gatewayUrls()).containsExactly(B);
  }

  @Test
  void takesFurtherLinesAsFurtherGateways() throws ConfigException {
    FetchConfig config =
        new FakeSurroundings()
            .file("/home/u/.ipfs/gateway", "http://a.example\r\n\r\nbar\nhttp://b.example\n")
            .load();

    assertThat(config.gatewayUrls()).containsExactly(A, B);
    assertThat(config.warnings()).singleElement().asString().contains("/home/u/.ipfs/gateway");
  }

  @Test
  void refusesAGatewayFileWhoseFirstLineIsNoUrlUnlessSomethingElseIsSet() throws ConfigException {
    var broken = new FakeSurroundings().file("/home/u/.ipfs/gateway", "foo\nbar\n");

    assertThatThrownBy(broken::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gateway.urls")
        .hasMessageContaining("/home/u/.ipfs/gateway");
    assertThat(broken.variable("IPFS_GATEWAY", "http://a.example").load().gatewayUrls())
        .containsExactly(A);
  }

  @Test
  void onlyWarnsOfAGatewayFileThatCannotBeRead() throws ConfigException {
    FetchConfig config = new FakeSurroundings().unreadable("/etc/ipfs/gateway").load();

    assertThat(config.gatewayUrls()).isEmpty();
    assertThat(config.warnings()).singleElement().asString().contains("permission denied");
  }

  @Test
  void letsIpfsGatewayStandAboveFilesAndOurVariable() throws ConfigException {
    var all =
        new FakeSurroundings()
            .file("/home/u/.ipfs/gateway", "http://file.example")
            .config("gateway.urls=http://ours.example")
            .variable("IPFS_FETCH_GATEWAY_URLS", "http://variable.example")
            .variable("IPFS_GATEWAY", "http://a.example http://b.example");

    FetchConfig config = all.load();

    assertThat(config.gatewayUrls()).containsExactly(A, B);
    assertThat(config.origin(Setting.GATEWAY_URLS)).isEqualTo("environment variable IPFS_GATEWAY");
    assertThat(config.warnings())
        .singleElement()
        .asString()
        .contains("IPFS_GATEWAY", "IPFS_FETCH_GATEWAY_URLS");
  }

  @Test
  void letsPropertyAndFlagStandAboveIpfsGateway() throws ConfigException {
    var all =
        new FakeSurroundings()
            .variable("IPFS_GATEWAY", "http://x.example")
            .property("ipfs.fetch.gateway.urls", "http://a.example");

    assertThat(all.load().gatewayUrls()).containsExactly(A);
    assertThat(all.load(Map.of("gateway.urls", "http://b.example")).gatewayUrls())
        .containsExactly(B);
  }

  @Test
  void letsNoneStandAboveTheGatewayFile() throws ConfigException {
    var file = new FakeSurroundings().file("/home/u/.ipfs/gateway", "http://a.example");

    assertThat(file.load(Map.of("gateway.urls", "none")).gatewayUrls()).isEmpty();
  }

  @Test
  void refusesAMalformedIpfsGateway() {
    assertThatThrownBy(
            () -> new FakeSurroundings().variable("IPFS_GATEWAY", "http://a/p?biz=baz").load())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("query")
        .hasMessageContaining("IPFS_GATEWAY");
  }

  @Test
  void looksWhereOtherSystemsKeepIt() throws ConfigException {
    assertThat(
            new FakeSurroundings()
                .property("os.name", "Mac OS X")
                .file("/home/u/Library/Application Support/ipfs/gateway", "http://a.example")
                .load()
                .gatewayUrls())
        .containsExactly(A);
    assertThat(
            new FakeSurroundings()
                .property("os.name", "Windows 11")
                .variable("APPDATA", "/appdata")
                .file("/appdata/ipfs/gateway", "http://a.example")
                .load()
                .gatewayUrls())
        .containsExactly(A);
  }

  @Test
  void takesProxiesFromTheEnvironmentLowerCaseFirst() throws ConfigException {
    FetchConfig config =
        new FakeSurroundings()
            .variable("HTTPS_PROXY", "http://upper.example:3128")
            .variable("https_proxy", "lower.example:3128")
            .variable("HTTP_PROXY", "http://plain.example:80/")
            .variable("NO_PROXY", "a.example, .b.example")
            .load();

    assertThat(config.proxy().https()).contains(URI.create("http://lower.example:3128"));
    assertThat(config.proxy().http()).contains(URI.create("http://plain.example:80/"));
    assertThat(config.proxy().exceptions()).containsExactly("a.example", ".b.example");
  }

  @Test
  void doesNotTakeTheProxyThatAnHttpClientSent() throws ConfigException {
    FetchConfig config =
        new FakeSurroundings()
            .variable("REQUEST_METHOD", "GET")
            .variable("HTTP_PROXY", "http://evil.example")
            .load();

    assertThat(config.proxy()).isEqualTo(ProxySettings.NONE);
  }

  @Test
  void refusesAProxyItCannotUseRatherThanGoAroundIt() throws ConfigException {
    var socks = new FakeSurroundings().variable("HTTPS_PROXY", "socks5://p.example:1080");

    assertThatThrownBy(socks::load)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("https-proxy")
        .hasMessageContaining("HTTPS_PROXY");
    assertThat(socks.load(Map.of("https-proxy", "none")).proxy().https()).isEmpty();
  }
}
