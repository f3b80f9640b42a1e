// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultibaseTest {
  static Stream<Case> published() {
    return Vectors.cases("multibase.json")
        .filter(vector -> !vector.text("encoding").equals("base256emoji")); // left out on purpose
  }

  @ParameterizedTest
  @MethodSource("published")
  void decodesAndEncodesAsPublished(Case vector) throws Exception {
    String text = vector.text("text");
    byte[] bytes = vector.hexBytes("decoded_hex");

    assertThat(Multibase.decode(text)).isEqualTo(bytes);
    if (vector.values().get("canonical").equals(new IpldNode.Bool(true))) {
      assertThat(Multibase.of(text).encode(bytes)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWrote(Multibase base) throws Exception {
    Random random = new Random(7);
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      bytes = length > 3 && length % 5 == 0 ? leadingZeros(bytes) : bytes;

      assertThat(Multibase.decode(base.encode(bytes))).isEqualTo(bytes);
      assertThat(base.decodeWithoutPrefix(base.encodeWithoutPrefix(bytes))).isEqualTo(bytes);
    }
  }

  private static byte[] leadingZeros(byte[] bytes) {
    bytes[0] = 0;
    bytes[1] = 0;
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?abc",
        "b1",
        "ba",
        "bpfsxgidnmfxgsibb=",
        "cpfsxgidnmfxgsib",
        "f0",
        "fgg",
        "z0",
        "zI",
        "m*",
        "mA",
        "MA===",
        "M====",
        "k-",
        "b\u00e9",
        "\ud83d\ude80",
        "b aa",
        "bmu\n"
      })
  void refusesWhatIsNotOfTheBase(String text) {
    assertThatThrownBy(() -> Multibase.decode(text)).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesNumbersThatWouldTakeLong() {
    assertThatThrownBy(() -> Multibase.decode("z" + "2".repeat(1_000_000)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("512");
  }

  @Test
  void keepsControlCharactersOutOfItsMessages() {
    assertThatThrownBy(() -> Multibase.decode("\u001b[31mred"))
        .isInstanceOf(DecodeException.class)
        .message()
        .doesNotContain("\u001b");
  }
}
