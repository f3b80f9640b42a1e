// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultihashTest {
  static Stream<Case> published() {
    return Vectors.cases("multihash-js.json")
        .filter(vector -> vector.number("code") != 0x31); // js knows no such function; well formed
  }

  @ParameterizedTest
  @MethodSource("published")
  void decodesAndRefusesAsPublished(Case vector) throws Exception {
    byte[] bytes = vector.hexBytes("multihash_hex");

    if (vector.text("expect").equals("ok")) {
      Multihash hash = Multihash.decode(bytes);
      assertThat(hash.code()).isEqualTo(vector.number("code"));
      assertThat(hash.digest()).isEqualTo(vector.hexBytes("digest_hex"));
      assertThat(hash.bytes()).isEqualTo(bytes);
      assertThat(hash.toString()).isEqualTo(vector.text("multihash_hex"));
    } else {
      assertThatThrownBy(() -> Multihash.decode(bytes)).isInstanceOf(DecodeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "1220", "12ffffffffffffffff7f", "9200" + "0100", "12810000"})
  void refusesWhatIsCutOrOddlyWritten(String hex) {
    assertThatThrownBy(() -> Multihash.decode(Vectors.hex(hex)))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void isEqualToAnotherOfTheSameBytes() throws Exception {
    Multihash one = Multihash.of(0x12, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    Multihash same = Multihash.decode(one.bytes());
    Multihash otherCode = Multihash.of(0x13, one.digest());
    Multihash otherDigest = Multihash.of(0x12, new byte[] {9, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(same).isEqualTo(one).hasSameHashCodeAs(one).isEqualByComparingTo(one);
    assertThat(one).isNotEqualTo(otherCode).isNotEqualTo(otherDigest);
    assertThat(one).isLessThan(otherCode).isLessThan(otherDigest);
  }

  @Test
  void doesNotShareItsArrays() throws Exception {
    byte[] digest = new byte[20];
    Multihash hash = Multihash.of(0x11, digest);

    digest[0] = 1;
    hash.digest()[1] = 1;
    hash.bytes()[2] = 1;

    assertThat(hash.digest()).containsOnly(0);
  }

  @Test
  void staysFastAsAKeyWhenHashCodesAreMadeToCollide() throws Exception {
    Set<Multihash> set = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      byte[] digest = new byte[32];
      digest[0] = (byte) i;
      digest[1] = (byte) (i >> 8);
      set.add(Multihash.of(0x12, digest));
    }

    assertThat(set).hasSize(50_000);
  }
}
