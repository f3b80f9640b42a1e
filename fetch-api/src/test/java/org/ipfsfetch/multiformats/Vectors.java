// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ipfsfetch.ipld.DagJson;
import org.ipfsfetch.ipld.IpldNode;

/** The published test vectors, and input that nobody would publish. */
public final class Vectors {
  private static final long SEED = 20_240_611;

  private Vectors() {}

  public static byte[] bytes(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/formats/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  public static List<String> lines(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
  }

  /** The rows of a table in JSON. */
  public static Stream<Case> cases(String name) {
    try {
      IpldNode.Map file = (IpldNode.Map) DagJson.decode(bytes(name));
      IpldNode.List rows = (IpldNode.List) file.entries().get("cases");
      return rows.items().stream().map(row -> new Case(((IpldNode.Map) row).entries()));
    } catch (DecodeException e) {
      throw new IllegalStateException(name, e);
    }
  }

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /**
   * Random bytes, always the same ones: some plain noise, some vectors with a few bytes changed.
   */
  public static Stream<byte[]> garbage(int count, byte[]... seeds) {
    Random random = new Random(SEED);
    return Stream.generate(() -> garbage(random, seeds)).limit(count);
  }

  private static byte[] garbage(Random random, byte[]... seeds) {
    if (seeds.length == 0 || random.nextInt(4) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] seed = seeds[random.nextInt(seeds.length)];
    byte[] bytes = Arrays.copyOf(seed, Math.max(0, seed.length - random.nextInt(3)));
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** A row of a table. */
  public record Case(Map<String, IpldNode> values) {
    public String text(String key) {
      return values.get(key) instanceof IpldNode.Text text ? text.value() : "";
    }

    public byte[] hexBytes(String key) {
      return hex(text(key));
    }

    public long number(String key) {
      return ((IpldNode.Int) values.get(key)).asLong().orElseThrow();
    }

    public boolean has(String key) {
      return values.containsKey(key) && !(values.get(key) instanceof IpldNode.Null);
    }

    public Case inner(String key) {
      return new Case(((IpldNode.Map) values.get(key)).entries());
    }

    public List<IpldNode> items(String key) {
      return ((IpldNode.List) values.get(key)).items();
    }

    @Override
    public String toString() {
      String shown = values.toString();
      return shown.substring(0, Math.min(100, shown.length()));
    }
  }
}
