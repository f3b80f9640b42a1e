// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.ipld.DagCbor;
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

  /** What a thread has on most systems unless somebody asks for more. */
  private static final long ORDINARY_STACK_BYTES = 1 << 20;

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

  /** Beside the search: as deep as may be, maps were written with more stack than a thread has. */
  @Test
  void readsAndWritesWhatNestsAsDeepAsMayBeOnAnOrdinaryStack() throws Exception {
    String hex = "a16161".repeat(1_023) + "80";
    byte[] nested = HexFormat.of().parseHex(hex);
    AtomicReference<Throwable> trouble = new AtomicReference<>();
    AtomicReference<byte[]> written = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                written.set(DagCbor.encode(DagCbor.decode(nested)));
              } catch (DecodeException | StackOverflowError e) {
                trouble.set(e);
              }
            },
            "ordinary",
            ORDINARY_STACK_BYTES);

    thread.start();
    thread.join();

    assertThat(trouble.get()).isNull();
    assertThat(written.get()).isEqualTo(nested);
  }

  @Test
  void takesBothTextsOfAnAddressForOne() throws Exception {
    IpfsPath path = IpfsPath.parse("/ipfs/QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n/a");
    IpfsPath canonical = IpfsPath.parse(path.toString());

    assertThat(canonical).isEqualTo(path).hasSameHashCodeAs(path);
  }
}
