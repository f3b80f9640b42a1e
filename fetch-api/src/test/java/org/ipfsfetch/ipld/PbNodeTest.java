// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

class PbNodeTest {
  /** A raw CID with five bytes of identity in it. */
  private static final String CID = "015500050001020304";

  static Stream<Case> compat() {
    return Vectors.cases("dag-pb-compat.json");
  }

  @ParameterizedTest
  @MethodSource("compat")
  void decodesAndRefusesAsGoDoes(Case vector) throws Exception {
    byte[] bytes = vector.hexBytes("hex");
    if (vector.text("decode").equals("error")) {
      assertThatThrownBy(() -> PbNode.decode(bytes)).isInstanceOf(DecodeException.class);
      return;
    }

    PbNode node = PbNode.decode(bytes);

    if (vector.has("form")) {
      Case form = vector.inner("form");
      assertThat(node.hasData()).isEqualTo(form.has("Data"));
      assertThat(data(node)).isEqualTo(form.hexBytes("Data"));
      assertThat(node.linkCount()).isEqualTo(form.items("Links").size());
      for (int i = 0; i < node.linkCount(); i++) {
        Case link = new Case(((IpldNode.Map) form.items("Links").get(i)).entries());
        assertThat(node.link(i).cid().bytes()).isEqualTo(link.hexBytes("Hash"));
        assertThat(node.link(i).name()).isEqualTo(link.text("Name"));
        assertThat(node.link(i).tsize()).isEqualTo(link.has("Tsize") ? link.number("Tsize") : -1);
      }
    }
  }

  private static byte[] data(PbNode node) {
    int from = node.dataOffset();
    return Arrays.copyOfRange(node.array(), from, from + node.dataLength());
  }

  static Stream<Case> published() {
    return Vectors.cases("dag-pb.json");
  }

  @ParameterizedTest
  @MethodSource("published")
  void saysWhatTheDagCborFormSays(Case vector) throws Exception {
    byte[] bytes = vector.inner("dag-pb").hexBytes("hex");
    Cid cid = Cid.parse(vector.inner("dag-pb").text("cid"));
    assertThat(Hashing.matches(cid.multihash(), bytes, 0, bytes.length)).isTrue();

    PbNode node = PbNode.decode(bytes);

    assertThat(dataModel(node))
        .isEqualTo(withoutEmptyNames(DagCbor.decode(vector.inner("dag-cbor").hexBytes("hex"))));
  }

  /** As the specification of dag-pb maps it; a missing name cannot be told from an empty one. */
  private static IpldNode dataModel(PbNode node) throws DecodeException {
    Map<String, IpldNode> fields = new LinkedHashMap<>();
    if (node.hasData()) {
      fields.put("Data", new IpldNode.Bytes(data(node)));
    }
    List<IpldNode> links = new ArrayList<>();
    for (int i = 0; i < node.linkCount(); i++) {
      PbLink link = node.link(i);
      Map<String, IpldNode> entries = new LinkedHashMap<>();
      entries.put("Hash", new IpldNode.Link(link.cid()));
      if (!link.name().isEmpty()) {
        entries.put("Name", new IpldNode.Text(link.name()));
      }
      if (link.tsize() >= 0) {
        entries.put("Tsize", IpldNode.Int.of(link.tsize()));
      }
      links.add(new IpldNode.Map(entries));
    }
    fields.put("Links", new IpldNode.List(links));
    return new IpldNode.Map(fields);
  }

  private static IpldNode withoutEmptyNames(IpldNode node) {
    if (node instanceof IpldNode.List list) {
      return new IpldNode.List(list.items().stream().map(PbNodeTest::withoutEmptyNames).toList());
    }
    if (!(node instanceof IpldNode.Map map)) {
      return node;
    }
    Map<String, IpldNode> entries = new LinkedHashMap<>(map.entries());
    entries.remove("Name", new IpldNode.Text(""));
    entries.replaceAll((key, value) -> withoutEmptyNames(value));
    return new IpldNode.Map(entries);
  }

  static Stream<Case> negative() {
    return Vectors.cases("negative-decode.json").filter(c -> c.text("codec").equals("dag-pb"));
  }

  @ParameterizedTest
  @MethodSource("negative")
  void refusesThePublishedNegatives(Case vector) {
    assertThatThrownBy(() -> PbNode.decode(vector.hexBytes("hex")))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("not a dag-pb block");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a010", // cut in the value
        "0a0500", // data longer than the block
        "0a000a00", // data twice
        "0800", // data as a number
        "1a00", // field 3
        "00", // field 0
        "0b", // a group
        "0affffffffffffffffff01", // a length of 2^64-1
        "0affffffffffffffffff02", // a length of more
        "120b0a09" + CID + "00", // a byte behind the last field
        "12160a09" + CID + "0a09" + CID, // a hash twice
        "120f0a09" + CID + "12001200", // a name twice
        "120f0a09" + CID + "18001800", // a size twice
        "120f0a09" + CID + "18001200", // a size before a name
        "120d12000a09" + CID, // a name before the hash
        "120d0a09" + CID + "2000", // field 4 in a link
        "120d0a09" + CID + "1a00", // a size as bytes
        "12040a020155", // half a CID
        "12020a00"
      })
  void refusesWhatIsNotDagPb(String hex) {
    byte[] bytes = Vectors.hex(hex.length() % 2 == 0 ? hex : hex.substring(1));

    assertThatThrownBy(() -> PbNode.decode(bytes)).isInstanceOf(DecodeException.class);
  }

  @Test
  void readsNothingOutsideItsRange() throws Exception {
    byte[] around = Vectors.hex("ffff" + "120b0a09" + CID + "0a0107" + "ffff");

    PbNode node = PbNode.decode(around, 2, around.length - 4);

    assertThat(node.link(0).cid().bytes()).isEqualTo(Vectors.hex(CID));
    assertThat(node.array()).isSameAs(around);
    assertThat(around[node.dataOffset()]).isEqualTo((byte) 7);
    assertThatThrownBy(() -> PbNode.decode(around, 2, 12)).isInstanceOf(DecodeException.class);
  }

  @Test
  void tellsEmptyDataFromNone() throws Exception {
    assertThat(PbNode.decode(Vectors.hex("0a00")).hasData()).isTrue();
    assertThat(PbNode.decode(new byte[0]).hasData()).isFalse();
  }

  @Test
  void takesSizesAsUnsigned() throws Exception {
    String large = "12160a09" + CID + "18ffffffffffffffffff01";
    String safe = "12140a09" + CID + "18ffffffffffffff0f";

    assertThat(PbNode.decode(Vectors.hex(large)).link(0).tsize()).isEqualTo(Long.MAX_VALUE);
    assertThat(PbNode.decode(Vectors.hex(safe)).link(0).tsize()).isEqualTo((1L << 53) - 1);
  }

  @Test
  void handsOutNamesThatAreNotUtf8AsBytesOnly() throws Exception {
    PbLink link = PbNode.decode(Vectors.hex("120f0a09" + CID + "1202c328")).link(0);

    assertThat(link.nameBytes()).isEqualTo(Vectors.hex("c328"));
    assertThatThrownBy(link::name)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void keepsTheOrderOfManyLinks() throws Exception {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      hex.append("12110a09").append(CID).append("1204");
      for (byte b : "%04d".formatted(999 - i).getBytes(StandardCharsets.US_ASCII)) {
        hex.append("%02x".formatted(b));
      }
    }

    PbNode node = PbNode.decode(Vectors.hex(hex.toString()));

    assertThat(node.linkCount()).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(node.link(i).name()).isEqualTo("%04d".formatted(999 - i));
    }
    assertThat(node.nameStartsWith(0, new byte[] {'0', '9'})).isTrue();
    assertThat(node.nameStartsWith(0, new byte[] {'9', '9'})).isFalse();
    assertThat(node.nameStartsWith(0, new byte[] {'0', '9', '9', '9', '1'})).isFalse();
    assertThatThrownBy(() -> node.link(1000)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void throwsNothingElseForGarbage() {
    byte[][] seeds = published().map(c -> c.inner("dag-pb").hexBytes("hex")).toArray(byte[][]::new);

    long accepted = Vectors.garbage(5_000, seeds).filter(PbNodeTest::isReadOrRefused).count();

    assertThat(accepted).isBetween(1L, 4_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      PbNode node = PbNode.decode(bytes);
      for (int i = 0; i < node.linkCount(); i++) {
        node.link(i);
      }
      return true;
    } catch (DecodeException expected) {
      return false;
    }
  }
}
