// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashingTest {
  private static final byte[] EMPTY = {};

  static Stream<String> published() {
    return Vectors.lines("multihash.csv").stream().skip(1);
  }

  @ParameterizedTest
  @MethodSource("published")
  void acceptsAsPublishedUnlessTheDigestIsTooShort(String line) throws Exception {
    String[] columns = line.split(",");
    Multihash hash = Multihash.decode(Vectors.hex(columns[3]));
    byte[] data = columns[2].getBytes(StandardCharsets.US_ASCII);

    if (hash.digestLength() < 20) {
      assertThatThrownBy(() -> Hashing.matches(hash, data, 0, data.length))
          .isInstanceOf(UnsupportedHashException.class);
    } else {
      assertThat(Hashing.matches(hash, data, 0, data.length)).isTrue();
      assertThat(Hashing.matches(hash, data, 0, data.length - 1)).isFalse();
    }
  }

  static Stream<Case> blake3() {
    return Vectors.cases("blake3.json");
  }

  @ParameterizedTest
  @MethodSource("blake3")
  void computesBlake3(Case vector) throws Exception {
    byte[] data = new byte[(int) vector.number("input_len")];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i % 251);
    }

    Multihash hash = Multihash.of(0x1e, vector.hexBytes("hash32_hex"));

    assertThat(Hashing.matches(hash, data, 0, data.length)).isTrue();
  }

  static Stream<Case> blake2b() {
    return Vectors.cases("blake2b-512.json");
  }

  @ParameterizedTest
  @MethodSource("blake2b")
  void computesBlake2b(Case vector) throws Exception {
    byte[] data = vector.hexBytes("in");
    byte[] digest = vector.hexBytes("out");

    assertThat(Hashing.matches(Multihash.of(0xb240, digest), data, 0, data.length)).isTrue();
    assertThat(
            Hashing.matches(Multihash.of(0xb240, Arrays.copyOf(digest, 20)), data, 0, data.length))
        .isTrue();
    digest[63]++;
    assertThat(Hashing.matches(Multihash.of(0xb240, digest), data, 0, data.length)).isFalse();
  }

  /** Of no bytes; taken from the publications of the functions. */
  @ParameterizedTest
  @CsvSource({
    "0x16, a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a",
    "0x17, 6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7",
    "0x15, 0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2ac3713831264adb47fb6bd1e058d5f004",
    "0x19, 46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f",
    "0x1a, f71837502ba8e10837bdd8d365adb85591895602fc552b48b7390abd",
    "0x1b, c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "0x1c, 2c23146a63a29acf99e73b88f8c24eaa7dc60aa771780ccc006afbfa8fe2479b2dd2b21362337441ac12b515911957ff",
    "0x1d, 0eab42de4c3ceb9235fc91acffe746b29c29a8c366b7c60e4e67c466f36a4304c00fa9caf9d87976ba469bcbe06713b435f091ef2769fb160cdab33d3670680e",
    "0x56, 5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456",
    "0xb220, 0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
    "0xb260, 69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9"
  })
  void computesTheHashOfNothing(String code, String digest) throws Exception {
    Multihash hash = Multihash.of(Long.decode(code), Vectors.hex(digest));

    assertThat(Hashing.matches(hash, EMPTY, 0, 0)).isTrue();
    assertThat(Hashing.matches(hash, new byte[1], 0, 1)).isFalse();
  }

  /** md5, murmur3, sha2-384, shake-128, filecoin's, blake2b-152, blake2s-152, blake2s beyond. */
  @ParameterizedTest
  @ValueSource(longs = {0xd5, 0x22, 0x20, 0x18, 0x1012, 0xb213, 0xb253, 0xb261, 0x1200000012L})
  void refusesFunctionsThatAreNotOnTheList(long code) throws Exception {
    Multihash hash = Multihash.of(code, new byte[20]);

    assertThatThrownBy(() -> Hashing.matches(hash, EMPTY, 0, 0))
        .isInstanceOf(UnsupportedHashException.class)
        .hasMessageContaining("not trusted");
  }

  /** Code, and the longest digest allowed. */
  @ParameterizedTest
  @CsvSource({
    "0x11, 20",
    "0x12, 32",
    "0x13, 64",
    "0x14, 64",
    "0x17, 28",
    "0x19, 64",
    "0x1e, 128",
    "0x56, 32",
    "0xb214, 20",
    "0xb220, 32",
    "0xb254, 20",
    "0xb260, 32",
    "0, 128"
  })
  void boundsTheLengthOfADigest(String code, int longest) throws Exception {
    Multihash allowed = Multihash.of(Long.decode(code), new byte[longest]);
    Multihash tooLong = Multihash.of(Long.decode(code), new byte[longest + 1]);
    Multihash tooShort = Multihash.of(Long.decode(code), new byte[19]);

    Hashing.requireVerifiable(allowed);

    assertThatThrownBy(() -> Hashing.requireVerifiable(tooLong))
        .isInstanceOf(UnsupportedHashException.class);
    if (!allowed.isIdentity()) {
      assertThatThrownBy(() -> Hashing.requireVerifiable(tooShort))
          .isInstanceOf(UnsupportedHashException.class);
    }
  }

  @Test
  void comparesIdentityWithTheDataItself() throws Exception {
    byte[] data = {1, 2, 3, 4};
    Multihash hash = Multihash.of(0, new byte[] {2, 3});

    assertThat(Hashing.matches(hash, data, 1, 2)).isTrue();
    assertThat(Hashing.matches(hash, data, 1, 3)).isFalse();
    assertThat(Hashing.matches(hash, data, 0, 2)).isFalse();
    assertThat(Hashing.matches(hash, data, 1, 1)).isFalse();
  }

  @Test
  void hashesOnlyTheRange() throws Exception {
    byte[] data = new byte[100];
    Multihash hash = Multihash.sha256(data, 10, 20);
    data[9] = 1;
    data[30] = 1;

    assertThat(Hashing.matches(hash, data, 10, 20)).isTrue();
    assertThat(Hashing.matches(hash, data, 9, 20)).isFalse();
  }

  @Test
  void hashesOnManyThreadsAtOnce() {
    long right =
        java.util.stream.IntStream.range(0, 2_000)
            .parallel()
            .filter(
                i -> {
                  byte[] data = new byte[i];
                  Arrays.fill(data, (byte) i);
                  try {
                    return Hashing.matches(Multihash.sha256(data, 0, i), data, 0, i);
                  } catch (UnsupportedHashException e) {
                    return false;
                  }
                })
            .count();

    assertThat(right).isEqualTo(2_000);
  }
}
