// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
  private static final String EMPTY_FILE_V0 = "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n";

  static Stream<Case> published() {
    return Vectors.cases("cid.json");
  }

  private static Cid read(Case vector) throws DecodeException {
    return vector.has("cid_hex")
        ? Cid.decode(vector.hexBytes("cid_hex"))
        : Cid.parse(vector.text("cid"));
  }

  @ParameterizedTest
  @MethodSource("published")
  void readsAndRefusesAsPublished(Case vector) throws Exception {
    switch (vector.text("expect")) {
      case "ok" -> {
        Cid cid = read(vector);
        assertThat(Cid.decode(cid.bytes())).isEqualTo(cid);
        Hashing.requireVerifiable(cid.multihash());
        if (vector.has("cid")) {
          Multibase base = cid.version() == 0 ? Multibase.BASE32 : Multibase.of(vector.text("cid"));
          assertThat(cid.encode(base)).isEqualTo(vector.text("cid"));
        } else {
          assertThat(cid.bytes()).isEqualTo(vector.hexBytes("cid_hex"));
        }
      }
      case "error" -> assertThatThrownBy(() -> read(vector)).isInstanceOf(DecodeException.class);
      default -> {
        Cid insecure = read(vector);
        assertThatThrownBy(() -> Hashing.requireVerifiable(insecure.multihash()))
            .isInstanceOf(UnsupportedHashException.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn,bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354,112",
    "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH,bafybeif7ztnhq65lumvvtr4ekcwd2ifwgm3awq4zfr3srh462rwyinlb4y,112",
    "zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA,bafkreidon73zkcrwdb5iafqtijxildoonbwnpv7dyd6ef3qdgads2jc4su,85",
    "bafkqaaa,bafkqaaa,85",
    "BAFKQAAA,bafkqaaa,85",
    "k51qzi5uqu5dgy8qsq67hbz73jqkw87l3fgf4a91qb0d9b5173tir7n4vxk1oe,bafzaajaiaejcahwr5d5ofrffas4l5d6uws57hu5tjodryplwt3rqcdyqquobjthcpy,114"
  })
  void isTheSameInEveryText(String text, String base32, long codec) throws Exception {
    Cid cid = Cid.parse(text);

    assertThat(cid.codec()).isEqualTo(codec);
    assertThat(Cid.parse(cid.toString())).isEqualTo(cid.toV1());
    if (codec != Codec.LIBP2P_KEY) {
      assertThat(cid.toString()).isEqualTo(base32);
    } else {
      assertThat(cid.encode(Multibase.BASE36)).isEqualTo(text);
    }
  }

  @Test
  void printsACidV0AsV1AndKeepsItsOwnText() throws Exception {
    Cid cid = Cid.parse(EMPTY_FILE_V0);

    assertThat(cid.version()).isZero();
    assertThat(cid.codec()).isEqualTo(Codec.DAG_PB);
    assertThat(cid.byteLength()).isEqualTo(34).isEqualTo(cid.bytes().length);
    assertThat(cid).hasToString("bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    assertThat(cid.encode(Multibase.BASE36)).isEqualTo(EMPTY_FILE_V0);
    assertThat(cid.toV1()).isNotEqualTo(cid);
    assertThat(cid.toV1().multihash()).isEqualTo(cid.multihash());
  }

  @Test
  void readsTheBytesOfTheSpecification() throws Exception {
    Cid cid =
        Cid.decode(
            Vectors.hex(
                "015512206e6ff7950a36187a801613426e858dce686cd7d7e3c0fc42ee0330072d245c95"));

    assertThat(cid).hasToString("bafkreidon73zkcrwdb5iafqtijxildoonbwnpv7dyd6ef3qdgads2jc4su");
  }

  @Test
  void saysThatTheCaseOfACidV0WasLost() {
    assertThatThrownBy(() -> Cid.parse(EMPTY_FILE_V0.toLowerCase(java.util.Locale.ROOT)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("case was lost")
        .hasMessageContaining("CIDv1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Qm", // no CIDv0, and no multibase Q
        "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1", // 45 letters
        "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR10", // 0 is no base58
        "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1nn",
        "bafkqaaaa", // a letter too many
        "bafkqaa",
        "bafkqaaa ",
        " bafkqaaa",
        "bafkqaaa\n",
        "/ipfs/bafkqaaa",
        "zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1"
      })
  void refusesWhatIsNoCid(String text) {
    assertThatThrownBy(() -> Cid.parse(text))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("not a CID: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01",
        "0155",
        "015512",
        "01551220",
        "02551200",
        "03551200",
        "00701220",
        "1220",
        "01d500",
        "0155000000",
        "815500" + "00",
        "0155120a00",
        "0155ffffffffffffffffff0000",
        "015512ffffffffffffffff7f00"
      })
  void refusesBytesThatAreNoCid(String hex) {
    assertThatThrownBy(() -> Cid.decode(Vectors.hex(hex))).isInstanceOf(DecodeException.class);
  }

  @Test
  void readsMultibaseAroundACidV0AsGoDoes() throws Exception {
    assertThat(Cid.parse("z" + EMPTY_FILE_V0)).isEqualTo(Cid.parse(EMPTY_FILE_V0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsOneCidAndLeavesTheRest(boolean direct) throws Exception {
    byte[] first = Cid.parse(EMPTY_FILE_V0).bytes();
    byte[] second = Cid.parse("bafkqaaa").bytes();
    ByteBuffer in = direct ? ByteBuffer.allocateDirect(60) : ByteBuffer.allocate(60).slice(2, 50);
    in.put(first).put(second).put((byte) 7).flip();

    assertThat(Cid.read(in)).isEqualTo(Cid.parse(EMPTY_FILE_V0));
    assertThat(Cid.read(in)).isEqualTo(Cid.parse("bafkqaaa"));

    assertThat(in.remaining()).isOne();
    assertThatThrownBy(() -> Cid.read(in)).isInstanceOf(DecodeException.class);
    assertThat(in.remaining()).isOne();
  }

  @Test
  void throwsNothingElseForGarbage() throws Exception {
    byte[][] seeds = {Cid.parse(EMPTY_FILE_V0).bytes(), Cid.parse(EMPTY_FILE_V0).toV1().bytes()};

    long accepted = Vectors.garbage(5_000, seeds).filter(CidTest::isReadOrRefused).count();

    assertThat(accepted).isBetween(1L, 4_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      Cid.parse(new String(bytes, StandardCharsets.ISO_8859_1));
      return true;
    } catch (DecodeException expected) {
      try {
        Cid cid = Cid.decode(bytes);
        return java.util.Arrays.equals(cid.bytes(), bytes);
      } catch (DecodeException e) {
        return false;
      }
    }
  }
}
