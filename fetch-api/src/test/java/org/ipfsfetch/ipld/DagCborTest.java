// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Vectors;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DagCborTest {
  static Stream<Case> published() {
    return Vectors.cases("dag-cbor-json.json");
  }

  @ParameterizedTest
  @MethodSource("published")
  void readsAndWritesThePublishedBlocks(Case vector) throws Exception {
    byte[] cbor = vector.inner("dag-cbor").hexBytes("hex");
    Cid cid = Cid.parse(vector.inner("dag-cbor").text("cid"));

    IpldNode value = DagCbor.decode(cbor);

    assertThat(DagCbor.encode(value)).isEqualTo(cbor);
    assertThat(DagCbor.decodeLenient(cbor)).isEqualTo(value);
    assertThat(Hashing.matches(cid.multihash(), cbor, 0, cbor.length)).isTrue();
  }

  /** The suite covers other profiles of CBOR too; those cases are left out. */
  static Stream<Case> strict() {
    return Vectors.cases("dasl-cbor.json")
        .filter(
            c ->
                c.items("tags").contains(new IpldNode.Text("dag-cbor"))
                    || c.items("tags").contains(new IpldNode.Text("basic")));
  }

  @ParameterizedTest
  @MethodSource("strict")
  void isAsStrictAsPublished(Case vector) throws Exception {
    byte[] bytes = vector.hexBytes("data");

    if (vector.text("type").equals("roundtrip")) {
      assertThat(DagCbor.encode(DagCbor.decode(bytes))).isEqualTo(bytes);
    } else {
      assertThatThrownBy(() -> DagCbor.decode(bytes)).isInstanceOf(DecodeException.class);
    }
  }

  static Stream<Case> negative() {
    return Vectors.cases("negative-decode.json").filter(c -> c.text("codec").equals("dag-cbor"));
  }

  @ParameterizedTest
  @MethodSource("negative")
  void refusesThePublishedNegativesEvenWhenLenient(Case vector) {
    byte[] bytes = vector.hexBytes("hex");

    assertThatThrownBy(() -> DagCbor.decode(bytes)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> DagCbor.decodeLenient(bytes)).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18",
        "1b00",
        "1c",
        "1f",
        "41",
        "5bffffffffffffffff",
        "5b7fffffffffffffff",
        "61",
        "81",
        "9affffffff",
        "9bffffffffffffffff",
        "a1",
        "a16161",
        "baffffffff",
        "bbffffffffffffffff",
        "c0",
        "d82a",
        "d82a40",
        "d82a4101",
        "d82a6100",
        "d82ad82a",
        "f818",
        "f9",
        "fa",
        "fb00",
        "ff",
        "f97c00",
        "f97e00",
        "fa7f800000",
        "fb7ff0000000000000",
        "fb7ff8000000000000",
        "f4f4",
        "a261610061610"
      })
  void refusesWhatIsNoValueEvenWhenLenient(String hex) {
    byte[] bytes = Vectors.hex(hex.length() % 2 == 0 ? hex : hex + "0");

    assertThatThrownBy(() -> DagCbor.decode(bytes)).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> DagCbor.decodeLenient(bytes))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("near byte");
  }

  @Test
  void takesWhatGoTakesWhenLenient() throws Exception {
    assertThat(DagCbor.decodeLenient(Vectors.hex("a2616201616100")))
        .isEqualTo(new IpldNode.Map(Map.of("a", IpldNode.Int.of(0), "b", IpldNode.Int.of(1))));
    assertThat(DagCbor.decodeLenient(Vectors.hex("f7"))).isEqualTo(new IpldNode.Null());
    assertThat(DagCbor.decodeLenient(Vectors.hex("f93e00"))).isEqualTo(new IpldNode.Real(1.5));
    assertThat(DagCbor.decodeLenient(Vectors.hex("f90001"))).isEqualTo(new IpldNode.Real(0x1p-24));
    assertThat(DagCbor.decodeLenient(Vectors.hex("f9fbff"))).isEqualTo(new IpldNode.Real(-65504));
    assertThat(DagCbor.decodeLenient(Vectors.hex("fa3fc00000"))).isEqualTo(new IpldNode.Real(1.5));
    assertThat(DagCbor.decodeLenient(Vectors.hex("62c328")))
        .isEqualTo(new IpldNode.Text("\ufffd("));
  }

  @ParameterizedTest
  @ValueSource(strings = {"62c328", "63eda080", "61ff"})
  void refusesTextThatIsNotUtf8(String hex) {
    assertThatThrownBy(() -> DagCbor.decode(Vectors.hex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void reachesTheLimitsOfNumbers() throws Exception {
    BigInteger largest = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    IpldNode.Int smallest = (IpldNode.Int) DagCbor.decode(Vectors.hex("3bffffffffffffffff"));

    assertThat(smallest.value()).isEqualTo(BigInteger.TWO.pow(64).negate());
    assertThat(smallest.asLong()).isEmpty();
    assertThat(smallest).isEqualTo(IpldNode.Int.of(BigInteger.TWO.pow(64).negate()));
    assertThat(DagCbor.decode(Vectors.hex("1bffffffffffffffff")))
        .isEqualTo(IpldNode.Int.of(largest));
    assertThat(IpldNode.Int.of(Long.MIN_VALUE).asLong()).hasValue(Long.MIN_VALUE);
    assertThatThrownBy(() -> IpldNode.Int.of(largest.add(BigInteger.ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sortsKeysByLengthFirst() {
    IpldNode map =
        new IpldNode.Map(
            Map.of("bb", IpldNode.Int.of(1), "aa", IpldNode.Int.of(2), "c", IpldNode.Int.of(3)));

    assertThat(DagCbor.encode(map)).isEqualTo(Vectors.hex("a3616303626161026262620" + "1"));
  }

  @Test
  void endsAtADepthAndNotAtTheEndOfTheStack() throws Exception {
    byte[] deep = new byte[200_000];
    Arrays.fill(deep, (byte) 0x81);
    byte[] allowed = new byte[1025];
    Arrays.fill(allowed, 0, 1024, (byte) 0x81);

    assertThatThrownBy(() -> DagCbor.decode(deep))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("1024");
    assertThat(DagCbor.encode(DagCbor.decode(allowed))).isEqualTo(allowed);
    IpldNode tooDeep = new IpldNode.List(List.of(DagCbor.decode(allowed)));
    assertThatThrownBy(() -> DagCbor.encode(tooDeep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsAtAMillionValues() {
    byte[] many = new byte[(1 << 20) + 5];
    many[0] = (byte) 0x9a;
    many[2] = 0x10;

    assertThatThrownBy(() -> DagCbor.decode(many))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("values in one block");
  }

  @Test
  void handsOverLinksInTheirOrder() throws Exception {
    String link = "d82a4a00015500050001020304";
    IpldNode value = DagCbor.decode(Vectors.hex("a2616182" + link + "01" + "6162" + link));
    List<Cid> links = new ArrayList<>();

    value.forEachLink(links::add);

    Cid cid = Cid.decode(Vectors.hex("015500050001020304"));
    assertThat(links).containsExactly(cid, cid);
  }

  @Test
  void throwsNothingElseForGarbage() {
    byte[][] seeds =
        published()
            .map(c -> c.inner("dag-cbor").hexBytes("hex"))
            .filter(bytes -> bytes.length < 500)
            .toArray(byte[][]::new);

    long accepted = Vectors.garbage(10_000, seeds).filter(bytes -> isReadOrRefused(bytes)).count();

    assertThat(accepted).isBetween(1L, 9_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      DagCbor.encode(DagCbor.decodeLenient(bytes));
    } catch (DecodeException expected) {
      return false;
    }
    try {
      return Arrays.equals(DagCbor.encode(DagCbor.decode(bytes)), bytes);
    } catch (DecodeException expected) {
      return false;
    }
  }
}
