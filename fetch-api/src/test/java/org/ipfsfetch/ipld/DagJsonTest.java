// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Vectors;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DagJsonTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Case> published() {
    return Vectors.cases("dag-cbor-json.json");
  }

  @ParameterizedTest
  @MethodSource("published")
  void readsAndWritesThePublishedBlocks(Case vector) throws Exception {
    String json = vector.inner("dag-json").text("text");
    Cid cid = Cid.parse(vector.inner("dag-json").text("cid"));

    IpldNode value = DagJson.decode(utf8(json));

    assertThat(new String(DagJson.encode(value), StandardCharsets.UTF_8)).isEqualTo(json);
    assertThat(DagCbor.encode(value)).isEqualTo(vector.inner("dag-cbor").hexBytes("hex"));
    assertThat(Hashing.matches(cid.multihash(), utf8(json), 0, utf8(json).length)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1 2]",
        "]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1,\"a\":2}",
        "\"",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\t\"",
        "-",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "1 1",
        "18446744073709551616",
        "-18446744073709551617",
        "1e400",
        "NaN",
        "Infinity",
        "'a'",
        "// a",
        "{\"/\":\"x\"}",
        "{\"/\":\"bafkqaaa\",\"a\":1}",
        "{\"/\":{\"bytes\":\"YQ\"},\"a\":1}",
        "{\"/\":{\"bytes\":\"YQ\",\"a\":1}}",
        "{\"/\":{\"bytes\":\"YQ==\"}}",
        "{\"/\":{\"bytes\":\"Y\"}}",
        "\ufeff1"
      })
  void refusesWhatIsNotDagJson(String json) {
    assertThatThrownBy(() -> DagJson.decode(utf8(json))).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThatThrownBy(() -> DagJson.decode(Vectors.hex("22c32822")))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void readsWhiteSpaceEscapesAndKeysInAnyOrder() throws Exception {
    IpldNode value =
        DagJson.decode(
            utf8(" { \"b\" : [ 1 , 1.0 ] ,\r\n\t\"a\" : \"\\u00e9\\n\\ud83d\\ude80\\/\" } "));

    assertThat(value)
        .isEqualTo(
            new IpldNode.Map(
                Map.of(
                    "a", new IpldNode.Text("\u00e9\n\ud83d\ude80/"),
                    "b", new IpldNode.List(List.of(IpldNode.Int.of(1), new IpldNode.Real(1))))));
    assertThat(new String(DagJson.encode(value), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":\"\u00e9\\n\ud83d\ude80/\",\"b\":[1,1.0]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"/\":1}", "{\"/\":{\"bytes\":1}}", "{\"/\":null,\"a\":1}", "{}", "[]"})
  void keepsMapsThatOnlyLookReserved(String json) throws Exception {
    IpldNode value = DagJson.decode(utf8(json));

    assertThat(DagJson.encode(value)).isEqualTo(utf8(json));
  }

  @Test
  void writesNoMapThatWouldBeReadAsALink() {
    IpldNode link = new IpldNode.Map(Map.of("/", new IpldNode.Text("bafkqaaa")));
    IpldNode bytes =
        new IpldNode.Map(
            Map.of("/", new IpldNode.Map(Map.of("z", link, "bytes", new IpldNode.Text("")))));

    assertThatThrownBy(() -> DagJson.encode(link)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DagJson.encode(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesNoTextThatIsNotUnicode() {
    assertThatThrownBy(() -> DagJson.encode(new IpldNode.Text("\ud800")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "-0.0, -0.0",
    "100, 100.0",
    "1.0e20, 100000000000000000000.0",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "0.000001, 0.000001",
    "1.5e-7, 1.5e-7",
    "2e-323, 2e-323",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "0.1, 0.1",
    "2.0e-3, 0.002",
    "2.2250738585072014e-308, 2.2250738585072014e-308"
  })
  void writesFloatsWithTheFewestDigits(double value, String text) {
    assertThat(JsonWriter.shortest(value)).isEqualTo(text);
  }

  @Test
  void readsBackAnyFloat() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        IpldNode real = new IpldNode.Real(value);
        assertThat(DagJson.decode(DagJson.encode(real))).isEqualTo(real);
      }
    }
  }

  @Test
  void endsAtADepthAndNotAtTheEndOfTheStack() {
    assertThatThrownBy(() -> DagJson.decode(utf8("[".repeat(200_000))))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("1024");
    assertThatThrownBy(() -> DagJson.decode(utf8("{\"a\":".repeat(200_000))))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseForGarbage() {
    byte[][] seeds =
        published()
            .map(c -> utf8(c.inner("dag-json").text("text")))
            .filter(bytes -> bytes.length < 500)
            .toArray(byte[][]::new);

    long accepted = Vectors.garbage(10_000, seeds).filter(DagJsonTest::isReadOrRefused).count();

    assertThat(accepted).isBetween(1L, 9_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      IpldNode value = DagJson.decode(bytes);
      return DagJson.decode(DagJson.encode(value)).equals(value);
    } catch (DecodeException expected) {
      return false;
    }
  }
}
