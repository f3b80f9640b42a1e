// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Multibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpfsPathTest {
  private static final String EMPTY_V0 = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";
  private static final String EMPTY = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";
  private static final String KEY =
      "k51qzi5uqu5dgy8qsq67hbz73jqkw87l3fgf4a91qb0d9b5173tir7n4vxk1oe";
  private static final String KEY_BASE58 = "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq";

  private static IpfsPath parse(String text) throws AddressException {
    return IpfsPath.parse(
        text.replace("CIDV0", EMPTY_V0).replace("CID", EMPTY).replace("KEY", KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "ipfs://CID/a/b, /ipfs/CID/a/b",
    "IPFS://CID/a/b, /ipfs/CID/a/b",
    "ipfs://CIDV0/a, /ipfs/CID/a",
    "ipfs:CID, /ipfs/CID",
    "ipfs:CID/a, /ipfs/CID/a",
    "ipfs:/ipfs/CID/a, /ipfs/CID/a",
    "ipfs:///ipfs/CID/a, /ipfs/CID/a",
    "ipfs:///CID/a, /ipfs/CID/a",
    "ipfs://ipfs/CIDV0/1.json, /ipfs/CID/1.json",
    "/ipfs/CID/a, /ipfs/CID/a",
    "/ipfs/CIDV0, /ipfs/CID",
    "CID, /ipfs/CID",
    "CIDV0/a/b, /ipfs/CID/a/b",
    "https://gateway.example/ipfs/CID/a, /ipfs/CID/a",
    "HTTP://user:pw@127.0.0.1:8080/ipfs/CIDV0, /ipfs/CID",
    "http://[::1]:8080/ipfs/CID/a, /ipfs/CID/a",
    "https://gateway.ipfs.io/ipfs/CID/a, /ipfs/CID/a",
    "https://CID.ipfs.dweb.link, /ipfs/CID",
    "https://CID.ipfs.dweb.link/a/b?download=true#top, /ipfs/CID/a/b",
    "http://CID.ipfs.localhost:8080/a, /ipfs/CID/a",
    "https://CID.ipfs.dweb.link/ipfs/a, /ipfs/CID/ipfs/a",
    "ipns://KEY/a, /ipns/KEY/a",
    "/ipns/KEY, /ipns/KEY",
    "https://KEY.ipns.dweb.link/a, /ipns/KEY/a",
    "ipns:docs.ipfs.tech, /ipns/docs.ipfs.tech",
    "ipns://Docs.IPFS.tech/a, /ipns/docs.ipfs.tech/a",
    "ipns://_dnslink.example.com, /ipns/_dnslink.example.com",
    "https://ipfs.io/ipns/docs.ipfs.tech/a, /ipns/docs.ipfs.tech/a",
    "https://en-wikipedia--on--ipfs-org.ipns.dweb.link/wiki/, /ipns/en.wikipedia-on-ipfs.org/wiki",
    "http://docs.ipfs.io.ipns.localhost:8080/a, /ipns/docs.ipfs.io/a",
    "ipns://bücher.example, /ipns/xn--bcher-kva.example",
  })
  void readsEveryForm(String text, String canonical) throws AddressException {
    assertThat(parse(text)).hasToString(canonical.replace("CID", EMPTY).replace("KEY", KEY));
  }

  @Test
  void readsACidOfAnyBaseAndCase() throws Exception {
    Cid cid = Cid.parse(EMPTY);

    assertThat(parse("ipfs://" + EMPTY.toUpperCase(Locale.ROOT)).cid()).contains(cid);
    assertThat(parse("https://" + EMPTY.toUpperCase(Locale.ROOT) + ".IPFS.dweb.link").cid())
        .contains(cid);
    for (Multibase base : Multibase.values()) {
      assertThat(parse("/ipfs/" + cid.encode(base)).cid()).as(base.name()).contains(cid);
    }
  }

  @Test
  void readsTheNameOfAKeyInBothTextForms() throws AddressException {
    assertThat(parse("ipns://" + KEY_BASE58)).isEqualTo(parse("/ipns/" + KEY));
    assertThat(parse("/ipns/" + KEY_BASE58).name()).contains(KEY);
    assertThat(parse("/ipns/" + EMPTY_V0).ipnsName()).isPresent(); // Qm… is a peer id here
    assertThat(parse("/ipns/docs.ipfs.tech").ipnsName()).isEmpty();
  }

  @Test
  void knowsItsParts() throws AddressException {
    IpfsPath content = parse("ipfs://CIDV0/a/b.txt");
    IpfsPath name = parse("/ipns/docs.ipfs.tech/a");

    assertThat(content.namespace()).isEqualTo(Namespace.IPFS);
    assertThat(content.cid()).hasValueSatisfying(cid -> assertThat(cid.version()).isZero());
    assertThat(content.name()).isEmpty();
    assertThat(content.segments()).containsExactly("a", "b.txt");
    assertThat(name.namespace()).isEqualTo(Namespace.IPNS);
    assertThat(name.cid()).isEmpty();
    assertThat(name.name()).contains("docs.ipfs.tech");
  }

  @Test
  void suggestsTheLastSegmentElseTheRootAsAFileName() throws AddressException {
    assertThat(parse("ipfs://CIDV0/a/b.txt/").suggestedName()).isEqualTo("b.txt");
    assertThat(parse("ipfs://CIDV0").suggestedName()).isEqualTo(EMPTY);
    assertThat(parse("ipns://docs.ipfs.tech").suggestedName()).isEqualTo("docs.ipfs.tech");
  }

  @ParameterizedTest
  @CsvSource({
    "ipfs://CID/a%20b, a b",
    "ipfs://CID/a%2520b, a%20b",
    "ipfs://CID/100%25, 100%",
    "ipfs://CID/%C3%A4+%F0%9F%90%88, ä+🐈",
    "ipfs://CID/ä, ä",
    "https://host.example/ipfs/CID/a%3Fb%23c?x=y, a?b#c",
    "https://CID.ipfs.host.example/a%2525, a%25",
    "/ipfs/CID/a%20b, a%20b",
    "/ipfs/CID/100%, 100%",
    "/ipfs/CID/a?b#c, a?b#c",
    "CID/a%2520b, a%2520b",
  })
  void undoesPercentEncodingOnceAndInUrisOnly(String text, String segment) throws AddressException {
    assertThat(parse(text).segments()).containsExactly(segment);
  }

  @ParameterizedTest
  @CsvSource({
    "ipfs://CID/a%2Fb, a/b", // as gateways do: decoded, then split
    "ipfs://CID/a/%2e%2e/b, b",
    "/ipfs/CID/./a//b/../c/, a/c",
    "/ipfs///CID///a, a",
    "ipfs://CID/a/../, ''",
  })
  void cleansThePath(String text, String segments) throws AddressException {
    assertThat(String.join("/", parse(text).segments())).isEqualTo(segments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ipfs/CID/..",
        "/ipfs/CID/../CID",
        "/ipfs/CID/a/../../b",
        "ipfs://CID/%2e%2e/b",
        "https://host.example/ipfs/CID/../CID"
      })
  void doesNotClimbAboveTheRoot(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("climbs above the root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ipfs://CID/%",
        "ipfs://CID/%4",
        "ipfs://CID/%zz",
        "ipfs://CID/%ff",
        "ipfs://CID/%C3/x"
      })
  void refusesWhatIsNotPercentEncodedUtf8(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(AddressException.class);
  }

  @Test
  void refusesNulAndHalfCharacters() {
    assertThatThrownBy(() -> parse("ipfs://CID/a%00b")).hasMessageContaining("NUL");
    assertThatThrownBy(() -> parse("/ipfs/CID/a\0b")).hasMessageContaining("NUL");
    assertThatThrownBy(() -> parse("/ipfs/CID/a\ud800b")).hasMessageContaining("half");
  }

  @Test
  void keepsProvidersOfTheQueryAndNothingElse() throws AddressException {
    IpfsPath path =
        parse(
            "ipfs://CID/a?filename=x&provider=/ip4/1.2.3.4/tcp/4001/p2p/KEY&format=car"
                + "&provider=%2Fdns%2Fexample.com%2Ftcp%2F443%2Ftls%2Fhttp&provider=%zz&provider=no#f");

    assertThat(path.providerHints())
        .containsExactly("/ip4/1.2.3.4/tcp/4001/p2p/" + KEY, "/dns/example.com/tcp/443/tls/http");
    assertThat(path.segments()).containsExactly("a");
    assertThat(path).isEqualTo(parse("/ipfs/CID/a"));
  }

  @Test
  void saysWhatHappenedToACidV0ThatLostItsCase() {
    String lower = EMPTY_V0.toLowerCase(Locale.ROOT);

    for (String text :
        List.of("ipfs://" + lower, "https://" + lower + ".ipfs.dweb.link/a", lower)) {
      assertThatThrownBy(() -> parse(text)).as(text).hasMessageContaining("case was lost");
    }
  }

  @Test
  void offersTheCidV1ForACidV0InAHostName() {
    assertThatThrownBy(() -> parse("https://CIDV0.ipfs.dweb.link/a"))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("lower-cased")
        .hasMessageContaining("write " + EMPTY);
  }

  @Test
  void pointsToIpnsForAKeyAndForADomain() {
    assertThatThrownBy(() -> parse("ipfs://KEY")).hasMessageContaining("write ipns://" + KEY);
    assertThatThrownBy(() -> parse("/ipfs/" + KEY_BASE58))
        .hasMessageContaining("write ipns://" + KEY);
    assertThatThrownBy(() -> parse("ipfs://docs.ipfs.tech"))
        .hasMessageContaining("write ipns://docs.ipfs.tech");
  }

  @Test
  void saysThatANameIsNeitherAKeyNorADomain() {
    assertThatThrownBy(() -> parse("/ipns/localhost"))
        .hasMessageContaining("neither the name of a key")
        .hasMessageContaining("nor a domain name");
    assertThatThrownBy(() -> parse("/ipns/CID")).hasMessageContaining("not a key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "//",
        ".",
        "..",
        "./a",
        "/tmp/x",
        "/ipfs",
        "/ipfs/",
        "/ipns/",
        "ipfs:",
        "ipfs:/",
        "ipfs://",
        "ipns://",
        "ipfs://?x",
        "ipfs/CID",
        "/IPFS/CID",
        "dweb:/ipfs/CID",
        "file:///ipfs/CID",
        "https:",
        "https://",
        "https:CID",
        "https://host.example",
        "https://host.example/CID",
        "https://CID.host.example/",
        "https://x.ipfs.host.example/a",
        "https://-.ipns.host.example",
        "https://a-.ipns.host.example",
        "/ipns/a..b",
        "/ipns/.",
        "/ipns/-a.b",
        "C:\\ipfs",
        "CIDx",
        "xCID",
        "/ipns/a b.c",
        "ipfs://CID:80/a",
        "ipfs://user@CID"
      })
  void refusesWhatIsNoAddressAndNamesTheForms(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(AddressException.class)
        .hasMessageStartingWith("not an address: ")
        .hasMessageContaining("ipfs://CID/path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"z", "k", "1", "9", "m", "f", "Qm"})
  void refusesAVeryLongRootAtOnce(String base) {
    String digits = base + "1".repeat(5_000_000);

    assertThatThrownBy(() -> parse("/ipfs/" + digits)).hasMessageContaining("too long");
    assertThatThrownBy(() -> parse("/ipns/" + digits)).hasMessageContaining("too long");
  }

  @Test
  void doesNotRepeatControlCharactersInAMessage() {
    assertThatThrownBy(() -> parse("\u001b[2J\r\nx"))
        .isInstanceOf(AddressException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\r", "\n"));
  }

  @Test
  void doesNotRepeatAPasswordInAMessage() {
    for (String text :
        List.of("https://u:hunter2@host.example/x", "HTTPS://u:hunter2@x.ipfs.a.b")) {
      assertThatThrownBy(() -> parse(text))
          .isInstanceOf(AddressException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
  }

  @Test
  void goesBelow() throws AddressException {
    IpfsPath value = parse("/ipfs/CID/root");

    assertThat(value.below(List.of("a", "b"))).isEqualTo(parse("/ipfs/CID/root/a/b"));
    assertThatThrownBy(() -> value.below(List.of(".."))).isInstanceOf(AddressException.class);
    assertThatThrownBy(() -> value.below(List.of("a/b"))).isInstanceOf(AddressException.class);
  }

  @Test
  void readsItsOwnTextBack() throws AddressException {
    for (String text : List.of("ipfs://CID/a%25b/c%20d", "ipns://KEY", "ipns://a.example/%23")) {
      IpfsPath path = parse(text);

      assertThat(IpfsPath.parse(path.toString())).isEqualTo(path).hasSameHashCodeAs(path);
    }
  }
}
