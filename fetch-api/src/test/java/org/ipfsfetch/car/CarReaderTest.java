// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.multiformats.Vectors;
import org.junit.jupiter.api.Test;

class CarReaderTest {
  private static CarReader reader(byte[] car) {
    return new CarReader(new ByteArrayInputStream(car), CarLimits.defaults());
  }

  private static List<CarBlock> all(CarReader reader) throws Exception {
    List<CarBlock> blocks = new ArrayList<>();
    for (Optional<CarBlock> b = reader.next(); b.isPresent(); b = reader.next()) {
      blocks.add(b.get());
    }
    return blocks;
  }

  private static byte[] write(List<Cid> roots, List<CarBlock> blocks) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CarWriter writer = new CarWriter(out, roots)) {
      for (CarBlock block : blocks) {
        writer.write(block.cid(), block.bytes(), 0, block.bytes().length);
      }
    }
    return out.toByteArray();
  }

  @Test
  void writesWhatItRead() throws Exception {
    byte[] car = Vectors.bytes("carv1-basic.car");
    CarReader reader = reader(car);

    List<Cid> roots = reader.roots();
    byte[] written = write(roots, all(reader));

    assertThat(reader.version()).isOne();
    assertThat(written).isEqualTo(car);
  }

  @Test
  void writesThePublishedCar() throws Exception {
    byte[] hello = "hello world\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Cid cid = Cid.v1(Codec.RAW, Multihash.sha256(hello, 0, hello.length));

    byte[] car = write(List.of(cid), List.of(new CarBlock(cid, hello)));

    assertThat(HexFormat.of().formatHex(Multihash.sha256(car, 0, car.length).digest()))
        .isEqualTo("433339b32e3c2186ce6fe406227ce6a48e97a176ca86048a8fd3490769ed2016");
  }

  @Test
  void readsBackManyBlocksOfManySizes() throws Exception {
    Random random = new Random(3);
    List<CarBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[i % 50 == 49 ? 200_000 : random.nextInt(300)];
      random.nextBytes(bytes);
      Cid cid = Cid.v1(Codec.RAW, Multihash.sha256(bytes, 0, bytes.length));
      blocks.add(new CarBlock(cid, bytes));
    }

    CarReader reader = reader(write(List.of(), blocks));

    assertThat(reader.roots()).isEmpty();
    assertThat(all(reader)).isEqualTo(blocks);
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void handsOutWhatIsWholeBeforeItReportsDamage() throws Exception {
    byte[] car = Vectors.bytes("carv1-basic.car");
    CarReader reader = reader(Arrays.copyOf(car, car.length - 1));

    for (int i = 0; i < 7; i++) {
      assertThat(reader.next()).isPresent();
    }

    assertThatThrownBy(reader::next)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("unexpected end");
    assertThatThrownBy(reader::next).isInstanceOf(DecodeException.class);
  }

  @Test
  void refusesAnEmptyStream() {
    CarReader reader = reader(new byte[0]);

    assertThatThrownBy(reader::roots)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("unexpected end");
  }
}
