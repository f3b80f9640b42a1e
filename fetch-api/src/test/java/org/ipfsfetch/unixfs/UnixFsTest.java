// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Vectors;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixFsTest {
  private static UnixFs decode(String hex) throws DecodeException {
    byte[] bytes = Vectors.hex(hex);
    return UnixFs.decode(bytes, 0, bytes.length);
  }

  static Stream<Case> published() {
    return Vectors.cases("mode-mtime-blocks.json");
  }

  @ParameterizedTest
  @MethodSource("published")
  void readsModeAndTime(Case vector) throws Exception {
    byte[] block = vector.hexBytes("block_hex");
    Cid cid = Cid.parse(vector.text("cid"));
    assertThat(Hashing.matches(cid.multihash(), block, 0, block.length)).isTrue();

    UnixFs node = UnixFs.of(PbNode.decode(block));

    assertThat(node.type().name()).isEqualToIgnoringCase(vector.text("type"));
    if (vector.has("mode")) {
      assertThat(node.mode()).hasValue(Integer.parseInt(vector.text("mode").substring(2), 8));
    } else {
      assertThat(node.mode()).isEmpty();
    }
    assertThat(node.mtime()).isEqualTo(mtime(vector));
    String content =
        new String(block, node.dataOffset(), node.dataLength(), StandardCharsets.UTF_8);
    assertThat(content).isEqualTo(vector.text("target"));
  }

  private static Optional<Mtime> mtime(Case vector) {
    if (!vector.has("mtime")) {
      return Optional.empty();
    }
    long seconds = ((IpldNode.Int) vector.items("mtime").get(0)).argument();
    return Optional.of(
        vector.items("mtime").get(1) instanceof IpldNode.Int nanos
            ? new Mtime(seconds, (int) nanos.argument())
            : new Mtime(seconds, 0));
  }

  @Test
  void readsAFileInParts() throws Exception {
    UnixFs node = decode("0802" + "1882" + "08" + "208002" + "208002" + "2002");

    assertThat(node.type()).isEqualTo(UnixFs.Type.FILE);
    assertThat(node.fileSize()).hasValue(1026);
    assertThat(node.blockSizes()).containsExactly(256, 256, 2);
    assertThat(node.dataLength()).isZero();
  }

  @Test
  void readsPackedBlockSizesAndPassesOverUnknownFields() throws Exception {
    UnixFs node =
        decode(
            "2205"
                + "8002"
                + "8002"
                + "02"
                + "4d01020304"
                + "5200"
                + "990101020304050607080"
                + "802"
                + "2007");

    assertThat(node.type()).isEqualTo(UnixFs.Type.FILE);
    assertThat(node.blockSizes()).containsExactly(256, 256, 2, 7);
  }

  @Test
  void readsATimeBefore1970() throws Exception {
    assertThat(decode("0802420b08ffffffffffffffffff01").mtime()).contains(new Mtime(-1, 0));
  }

  @Test
  void keepsOnlyPermissionsOfAMode() throws Exception {
    assertThat(decode("080238ed8302").mode()).hasValue(0755);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no type
        "1800",
        "0806", // unknown types
        "08ffffffffffffffffff01",
        "0a00", // a type as bytes
        "0802100a", // data as a number
        "0802120a00", // data cut
        "080218ffffffffffffffffff01", // sizes beyond 2^63-1
        "080220ffffffffffffffffff01",
        "08022203808080", // cut in a packed size
        "0802220180" + "01", // a packed size that goes on outside
        "080225" + "00000000", // sizes as fixed32
        "08024200", // a time without seconds
        "0802420708011500ca9a3b", // 10^9 nanoseconds
        "08024207080115ffffffff",
        "080b", // wire types
        "08024b",
        "0802ff"
      })
  void refusesWhatIsNotUnixFs(String hex) {
    assertThatThrownBy(() -> decode(hex))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("not UnixFS: ");
  }

  @Test
  void refusesANodeWithoutData() throws Exception {
    PbNode node = PbNode.decode(new byte[0]);

    assertThatThrownBy(() -> UnixFs.of(node)).isInstanceOf(DecodeException.class);
  }

  @Test
  void boundsTheNumberOfBlockSizes() {
    byte[] bytes = new byte[2 + 2 * 200_000];
    bytes[0] = 8;
    bytes[1] = 2;
    for (int i = 2; i < bytes.length; i += 2) {
      bytes[i] = 0x20;
    }

    assertThatThrownBy(() -> UnixFs.decode(bytes, 0, bytes.length))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("block sizes");
  }

  @Test
  void throwsNothingElseForGarbage() {
    byte[][] seeds =
        published()
            .map(c -> c.hexBytes("block_hex"))
            .map(b -> java.util.Arrays.copyOfRange(b, 2, b.length))
            .toArray(byte[][]::new);

    long accepted = Vectors.garbage(5_000, seeds).filter(UnixFsTest::isReadOrRefused).count();

    assertThat(accepted).isBetween(1L, 4_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      UnixFs node = UnixFs.decode(bytes, 0, bytes.length);
      return node.dataOffset() + node.dataLength() <= bytes.length;
    } catch (DecodeException expected) {
      return false;
    }
  }
}
