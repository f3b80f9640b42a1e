// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.ipld.DagJson;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multibase;
import org.ipfsfetch.multiformats.Multihash;
import org.junit.jupiter.api.Test;

/** What changed input has found, as tests of their own. */
class FoundByFuzzingTest {
  private static final long MAX_CPU_NANOS = 3_000_000_000L;

  /** Base 58 takes time with the square of the length: such a block took 7 s. */
  @Test
  void refusesABlockOfVeryLongLinksBeforeTheyCostTime() {
    byte[] block = blockOf(link(1_400, Multibase.BASE58BTC));
    Meter meter = new Meter();
    meter.start();

    assertThatThrownBy(() -> DagJson.decode(block)).isInstanceOf(DecodeException.class);

    assertThat(meter.cpuNanos()).isLessThan(MAX_CPU_NANOS);
  }

  /** As long as anybody verifies them, in the base that takes most letters of those. */
  @Test
  void readsABlockOfTheLongestLinksSoon() throws Exception {
    byte[] block = blockOf(link(128, Multibase.BASE10));
    Meter meter = new Meter();
    meter.start();

    DagJson.decode(block);

    assertThat(meter.cpuNanos()).isLessThan(MAX_CPU_NANOS);
  }

  /** A CID that has its data inside. */
  private static String link(int dataBytes, Multibase base) {
    try {
      byte[] data = new byte[dataBytes];
      Arrays.fill(data, (byte) 0xee);
      Cid cid = Cid.v1(Codec.RAW, Multihash.of(Multihash.IDENTITY, data));
      return "{\"/\":\"" + cid.encode(base) + "\"}";
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] blockOf(String link) {
    return Stream.generate(() -> link)
        .limit((1 << 20) / link.length())
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesBothTextsOfAnAddressForOne() throws Exception {
    IpfsPath path = IpfsPath.parse("/ipfs/QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n/a");
    IpfsPath canonical = IpfsPath.parse(path.toString());

    assertThat(canonical).isEqualTo(path).hasSameHashCodeAs(path);
  }
}
