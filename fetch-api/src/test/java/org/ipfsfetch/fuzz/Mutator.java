// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes inputs out of others: a few small changes, as a fuzzer that knows varints, lengths and
 * brackets would make them. The same random numbers give the same input. For one thread.
 */
final class Mutator {
  private static final int MAX_BYTES = 16 << 10;

  /** Large inputs take the time of many small ones, which find more. */
  private static final int USUAL_BYTES = 1 << 10;

  /** Numbers at the edges of varints, lengths, CBOR heads and two's complement. */
  private static final byte[][] EDGES = {
    {0},
    {1},
    {0x7f},
    {(byte) 0x80, 1},
    {(byte) 0xff, 1},
    {(byte) 0x80},
    {(byte) 0xff},
    {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7},
    {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 8},
    {-1, -1, -1, -1, -1, -1, -1, -1, 0x7f},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {0x1b, -1, -1, -1, -1, -1, -1, -1, -1},
    {0x3b, -1, -1, -1, -1, -1, -1, -1, -1},
    {0x5a, 0x7f, -1, -1, -1},
    {(byte) 0x9b, 0, 0, 0, 1, 0, 0, 0, 0},
    {(byte) 0xba, 0x7f, -1, -1, -1},
    {(byte) 0x9f},
    {(byte) 0xd8, 0x2a, 0x58, 0x25, 0},
    {(byte) 0xf9, 0x7e, 0},
    {(byte) 0xfb, 0x7f, (byte) 0xf8, 0, 0, 0, 0, 0, 0},
    {(byte) 0xf7},
    {0x12, 0x20},
    {1, 0x70, 0x12, 0x20},
    {1, 0x55, 0, 0},
    {1, 0x71, 0, (byte) 0x80, 1},
    "{\"/\":".getBytes(),
    "\\ud800".getBytes(),
    "1e999".getBytes(),
    "-0".getBytes(),
    "/../".getBytes(),
    "%2F%00".getBytes(),
    "?provider=/".getBytes(),
    "ipns://".getBytes(),
    ".ipfs.".getBytes(),
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xc0, (byte) 0xaf}
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** An input like one of these. */
  byte[] next(List<byte[]> pool) {
    byte[] input = pool.get(random.nextInt(pool.size()));
    int changes = 1 + random.nextInt(1 + random.nextInt(6));
    for (int i = 0; i < changes; i++) {
      input = change(input, pool);
    }
    int most = random.nextInt(16) == 0 ? MAX_BYTES : USUAL_BYTES;
    return input.length <= most ? input : Arrays.copyOf(input, most);
  }

  private byte[] change(byte[] input, List<byte[]> pool) {
    int at = random.nextInt(input.length + 1);
    int end = Math.min(input.length, at + 1 + random.nextInt(1 + random.nextInt(64)));
    return switch (random.nextInt(9)) {
      case 0 -> flipped(input);
      case 1 -> spliced(input, at, end, new byte[0]);
      case 2 -> spliced(input, at, at, Arrays.copyOfRange(input, at, end));
      case 3 -> spliced(input, at, at, EDGES[random.nextInt(EDGES.length)]);
      case 4 -> spliced(input, at, end, EDGES[random.nextInt(EDGES.length)]);
      case 5 -> spliced(input, at, input.length, tailOf(pool));
      case 6 -> spliced(input, at, at, repeated(Arrays.copyOfRange(input, at, end)));
      case 7 -> Arrays.copyOf(input, at);
      default -> counted(input);
    };
  }

  private byte[] flipped(byte[] input) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    byte[] changed = input.clone();
    int at = random.nextInt(input.length);
    changed[at] =
        random.nextBoolean()
            ? (byte) (changed[at] ^ 1 << random.nextInt(8))
            : (byte) random.nextInt();
    return changed;
  }

  /** A length that is off by a little. */
  private byte[] counted(byte[] input) {
    if (input.length == 0) {
      return input;
    }
    byte[] changed = input.clone();
    changed[random.nextInt(input.length)] += (byte) (random.nextBoolean() ? 1 : -1);
    return changed;
  }

  private byte[] tailOf(List<byte[]> pool) {
    byte[] other = pool.get(random.nextInt(pool.size()));
    return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
  }

  /** A few bytes, seldom a great many times: what nests, nests deep then. */
  private byte[] repeated(byte[] part) {
    if (part.length == 0) {
      return part;
    }
    int times = 1 + random.nextInt(random.nextInt(8) == 0 ? MAX_BYTES / part.length : 4);
    byte[] all = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
    byte[] made = Arrays.copyOf(input, from + between.length + input.length - to);
    System.arraycopy(between, 0, made, from, between.length);
    System.arraycopy(input, to, made, from + between.length, input.length - to);
    return made;
  }
}
