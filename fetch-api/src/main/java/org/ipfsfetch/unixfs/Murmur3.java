// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3 x64 128 with seed 0, of which only the first half is used here.
 *
 * @see <a href="https://github.com/aappleby/smhasher/wiki/MurmurHash3">MurmurHash3</a>
 */
final class Murmur3 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private Murmur3() {}

  static long x64FirstHalf(byte[] data) {
    long h1 = 0;
    long h2 = 0;
    int blocksEnd = data.length & ~15;
    for (int i = 0; i < blocksEnd; i += 16) {
      h1 = Long.rotateLeft(h1 ^ mixFirst((long) LONG.get(data, i)), 27) + h2;
      h1 = h1 * 5 + 0x52dce729;
      h2 = Long.rotateLeft(h2 ^ mixSecond((long) LONG.get(data, i + 8)), 31) + h1;
      h2 = h2 * 5 + 0x38495ab5;
    }
    h1 ^= mixFirst(tail(data, blocksEnd)) ^ data.length;
    h2 ^= mixSecond(tail(data, blocksEnd + 8)) ^ data.length;
    h1 += h2;
    h2 += h1;
    return finish(h1) + finish(h2);
  }

  /** Up to eight bytes, those beyond the end being zero. Mixing nothing gives nothing. */
  private static long tail(byte[] data, int from) {
    long value = 0;
    for (int i = Math.min(data.length, from + 8) - 1; i >= from; i--) {
      value = value << 8 | data[i] & 0xff;
    }
    return value;
  }

  private static long mixFirst(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mixSecond(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long finish(long hash) {
    long h = hash;
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }
}
