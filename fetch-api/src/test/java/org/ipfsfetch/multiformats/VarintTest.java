// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
  static Stream<Case> published() {
    return Vectors.cases("varint.json");
  }

  @ParameterizedTest
  @MethodSource("published")
  void readsAndRefusesAsPublished(Case vector) throws Exception {
    byte[] bytes = vector.hexBytes("hex");

    if (vector.values().get("expect") instanceof IpldNode.Int expected) {
      assertThat(Varint.read(ByteBuffer.wrap(bytes))).isEqualTo(expected.asLong().orElseThrow());
      assertThat(Varint.read(bytes, 0, bytes.length)).isEqualTo(expected.asLong().orElseThrow());
    } else {
      assertThatThrownBy(() -> Varint.read(ByteBuffer.wrap(bytes)))
          .isInstanceOf(DecodeException.class);
      assertThatThrownBy(() -> Varint.read(bytes, 0, bytes.length))
          .isInstanceOf(DecodeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 255, 300, 16383, 16384, 1L << 62, Long.MAX_VALUE})
  void readsBackWhatItWrote(long value) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(Varint.MAX_BYTES);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    byte[] array = new byte[Varint.MAX_BYTES];

    Varint.write(value, buffer);
    Varint.write(value, stream);
    int end = Varint.write(value, array, 0);

    assertThat(buffer.position()).isEqualTo(Varint.size(value)).isEqualTo(end);
    assertThat(stream.toByteArray()).isEqualTo(java.util.Arrays.copyOf(array, end));
    assertThat(Varint.read(buffer.flip())).isEqualTo(value);
    assertThat(buffer.hasRemaining()).isFalse();
  }

  @Test
  void writesNothingNegative() {
    assertThatThrownBy(() -> Varint.size(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seesNothingBeyondTheLimit() {
    assertThatThrownBy(() -> Varint.read(new byte[] {(byte) 0x80, 1}, 0, 1))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("unexpected end");
  }
}
