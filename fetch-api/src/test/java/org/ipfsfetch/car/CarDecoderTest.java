// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Vectors;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarDecoderTest {
  private static final String HELLO =
      "3aa265726f6f747381d82a58250001551220a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a1"
          + "92a4476776657273696f6e013001551220a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299"
          + "a192a44768656c6c6f20776f726c640a";
  private static final String EMPTY_HEADER = "11a265726f6f7473806776657273696f6e01";
  private static final Cid RAW_IDENTITY = cid("015500050001020304");

  private static Cid cid(String hex) {
    try {
      return Cid.decode(Vectors.hex(hex));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps what comes. */
  private static final class Recorder implements CarDecoder.Receiver {
    final List<CarBlock> blocks = new ArrayList<>();
    final List<Integer> buffers = new ArrayList<>();
    List<Cid> roots = List.of();
    int version;

    @Override
    public void header(int carVersion, List<Cid> carRoots) {
      assertThat(version).as("one header").isZero();
      version = carVersion;
      roots = carRoots;
    }

    @Override
    public byte[] buffer(int length) {
      buffers.add(length);
      return new byte[length + 3]; // as from a pool
    }

    @Override
    public void block(Cid cid, byte[] buffer, int length) {
      blocks.add(new CarBlock(cid, Arrays.copyOf(buffer, length)));
    }
  }

  private static Recorder decode(byte[] car, CarLimits limits, int pieceBytes)
      throws DecodeException {
    Recorder recorder = new Recorder();
    CarDecoder decoder = new CarDecoder(limits, recorder);
    for (int from = 0; from < car.length; from += pieceBytes) {
      ByteBuffer piece = ByteBuffer.wrap(car, from, Math.min(pieceBytes, car.length - from));
      decoder.feed(piece);
      assertThat(piece.hasRemaining()).isFalse();
    }
    decoder.end();
    return recorder;
  }

  private static Recorder decode(String hex) throws DecodeException {
    return decode(Vectors.hex(hex), CarLimits.defaults(), 1 << 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 100, 1000})
  void doesNotCareAboutThePiecesItComesIn(int pieceBytes) throws Exception {
    Recorder recorder = decode(Vectors.bytes("carv1-basic.car"), CarLimits.defaults(), pieceBytes);

    assertThat(recorder.version).isOne();
    assertThat(recorder.roots).hasSize(2);
    assertThat(recorder.blocks).hasSize(8);
    assertThat(recorder.blocks.get(0).cid())
        .hasToString("bafyreihyrpefhacm6kkp4ql6j6udakdit7g3dmkzfriqfykhjw6cad5lrm");
    for (CarBlock block : recorder.blocks) {
      assertThat(Hashing.matches(block.cid().multihash(), block.bytes(), 0, block.bytes().length))
          .isTrue();
    }
  }

  @Test
  void readsTheSmallestCar() throws Exception {
    Recorder recorder = decode(HELLO);

    assertThat(recorder.blocks)
        .containsExactly(
            new CarBlock(
                Cid.parse("bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4"),
                "hello world\n".getBytes(StandardCharsets.US_ASCII)));
    assertThat(recorder.roots).containsExactly(recorder.blocks.get(0).cid());
  }

  @Test
  void readsADirectBuffer() throws Exception {
    Recorder recorder = new Recorder();
    CarDecoder decoder = new CarDecoder(CarLimits.defaults(), recorder);
    ByteBuffer direct = ByteBuffer.allocateDirect(200);

    decoder.feed(direct.put(Vectors.hex(HELLO)).flip());
    decoder.end();

    assertThat(recorder.blocks).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "sample-rw-bs-v2.car, 3, 1",
    "sample-rw-bs-v2.car, 3, 17",
    "sample-rw-bs-v2.car, 3, 5000",
    "sample-unixfs-v2.car, -1, 1",
    "sample-unixfs-v2.car, -1, 5000"
  })
  void readsVersion2AndPassesOverPaddingAndIndex(String car, int blocks, int pieceBytes)
      throws Exception {
    Recorder recorder = decode(Vectors.bytes(car), CarLimits.defaults(), pieceBytes);

    assertThat(recorder.version).isEqualTo(2);
    assertThat(recorder.blocks).hasSizeGreaterThan(1);
    if (blocks > 0) {
      assertThat(recorder.blocks).hasSize(blocks);
    }
    for (CarBlock block : recorder.blocks) {
      assertThat(Hashing.matches(block.cid().multihash(), block.bytes(), 0, block.bytes().length))
          .isTrue();
    }
  }

  @Test
  void endsAVersion2OnlyWhereItSaysThatItEnds() throws Exception {
    String payload = EMPTY_HEADER + "0a" + "015500050001020304" + "07";
    String size = "%02x00000000000000".formatted(payload.length() / 2);
    String tooLarge = "%02x00000000000000".formatted(payload.length() / 2 + 1);
    String tooSmall = "%02x00000000000000".formatted(payload.length() / 2 - 1);

    assertThat(decode(v2("3300000000000000", size) + payload).blocks).hasSize(1);
    assertThat(decode(v2("3500000000000000", size) + "ffff" + payload + "ffff").blocks).hasSize(1);
    assertThatThrownBy(() -> decode(v2("3300000000000000", tooLarge) + payload))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("unexpected end");
    assertThatThrownBy(() -> decode(v2("3300000000000000", tooSmall) + payload))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("unexpected end");
  }

  private static String v2(String dataOffset, String dataSize) {
    return "0aa16776657273696f6e02" + "00".repeat(16) + dataOffset + dataSize + "00".repeat(8);
  }

  @ParameterizedTest
  @CsvSource({
    "3200000000000000, 1000000000000000", "0000000000000080, 1000000000000000",
    "3300000000000000, 0000000000000000", "3300000000000000, ffffffffffffffff"
  })
  void refusesAVersion2HeaderThatCannotBe(String dataOffset, String dataSize) {
    assertThatThrownBy(() -> decode(v2(dataOffset, dataSize) + EMPTY_HEADER))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("version 2 header");
  }

  static Stream<Case> malformed() {
    return Vectors.cases("malformed-car-hex.json")
        .filter(c -> !c.text("name").equals("IdentityCID")); // wrong only once it is verified
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesThePublishedMalformedOnes(Case vector) throws Exception {
    if (vector.text("expect").equals("error")) {
      assertThatThrownBy(() -> decode(vector.text("hex"))).isInstanceOf(DecodeException.class);
    } else {
      assertThat(decode(vector.text("hex")).version).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"badheaderlength.car", "sample-corrupt-pragma.car", "car-fuzz-c640dd07c027.bin"})
  void refusesThePublishedDamagedFiles(String file) {
    assertThatThrownBy(() -> decode(Vectors.bytes(file), CarLimits.defaults(), 64))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void readsThePublishedFindOfAFuzzerWhichIsACarAfterAll() throws Exception {
    Recorder recorder =
        decode(Vectors.bytes("car-fuzz-fe93cec1356a.bin"), CarLimits.defaults(), 64);

    assertThat(recorder.version).isEqualTo(2);
    assertThat(recorder.blocks).hasSize(3);
  }

  @Test
  void noticesEveryCutButThoseBetweenSections() throws Exception {
    byte[] car = Vectors.bytes("carv1-basic.car");
    List<Integer> unnoticed = new ArrayList<>();

    for (int length = 0; length < car.length; length++) {
      try {
        decode(Arrays.copyOf(car, length), CarLimits.defaults(), 64);
        unnoticed.add(length);
      } catch (DecodeException expected) {
        assertThat(expected).hasMessageContaining("unexpected end");
      }
    }

    assertThat(unnoticed).hasSize(8).startsWith(100); // behind the header, and seven blocks
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n\n[Gateway Error: timeout while fetching]",
        "<html><body>502 Bad Gateway</body></html>",
        "HTTP/1.1 500",
        "{\"error\":\"x\"}",
        "upstream connect error or disconnect"
      })
  void takesTextOfAGatewayForDamage(String text) throws Exception {
    ByteArrayOutputStream car = new ByteArrayOutputStream();
    car.write(Vectors.hex(HELLO));
    car.write(text.getBytes(StandardCharsets.UTF_8));
    Recorder recorder = new Recorder();
    CarDecoder decoder = new CarDecoder(CarLimits.defaults(), recorder);

    assertThatThrownBy(
            () -> {
              decoder.feed(ByteBuffer.wrap(car.toByteArray()));
              decoder.end();
            })
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("near byte");
    assertThat(recorder.blocks).hasSize(1);
    assertThat(recorder.buffers).containsExactly(12);
    assertThatThrownBy(() -> decoder.feed(ByteBuffer.allocate(0)))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(decoder::end).isInstanceOf(DecodeException.class);
  }

  /** Behind a good header. */
  @ParameterizedTest
  @CsvSource({
    "00, 1 to", // no bytes, and not allowed to end there
    "0801550005000102, smaller than its CID",
    "0301550005, smaller than its CID",
    "0101, smaller than its CID",
    "0112, smaller than its CID",
    "0a0255, version 2",
    "0a0055, version 0",
    "2112200000000000, smaller than its CID",
    "0a1221, version 18",
    "ff01015500ff7f, digest of 16383 bytes",
    "808080800101, section of",
    "ffffffffffffffff7f01, section of",
    "ffffffffffffffffff01, varint",
    "8a0001, varint",
    "8a8000, varint",
    "850001, varint",
    "0a01d50000, varint"
  })
  void refusesSectionsBeforeAnythingIsAllocated(String section, String why) {
    Recorder recorder = new Recorder();
    CarDecoder decoder = new CarDecoder(CarLimits.defaults(), recorder);

    assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(Vectors.hex(EMPTY_HEADER + section))))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(why.equals("1 to") ? "section of 0 bytes" : why);
    assertThat(recorder.buffers).isEmpty();
  }

  @Test
  void holdsBlocksToTheirLimit() throws Exception {
    CarLimits limits = new CarLimits(100, 4, false);
    String four = EMPTY_HEADER + "0d" + "015500050001020304" + "01020304";
    String five = EMPTY_HEADER + "0e" + "015500050001020304" + "0102030405";

    assertThat(decode(Vectors.hex(four), limits, 64).blocks).hasSize(1);
    assertThatThrownBy(() -> decode(Vectors.hex(five), limits, 64))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("at most 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "818008", "ffffffffffffffff7f", "02a0f6", "01f6", "01a0"})
  void refusesHeadersThatAreNone(String hex) {
    assertThatThrownBy(() -> decode(hex)).isInstanceOf(DecodeException.class);
  }

  @Test
  void takesAHeaderInAnyOrderAndWithoutRoots() throws Exception {
    assertThat(decode("11a26776657273696f6e0165726f6f747380").version).isOne();
    assertThat(decode("11a265726f6f7473f66776657273696f6e01").roots).isEmpty();
  }

  @Test
  void endsAtASectionWithoutBytesWhenToldTo() throws Exception {
    CarLimits limits = new CarLimits(1000, 1000, true);

    assertThat(decode(Vectors.hex(HELLO + "00".repeat(50)), limits, 10).blocks).hasSize(1);
  }

  @Test
  void readsBlocksWithoutBytes() throws Exception {
    Recorder recorder = decode(EMPTY_HEADER + "09015500050001020304" + "09015500050001020304");

    assertThat(recorder.blocks)
        .containsExactly(
            new CarBlock(RAW_IDENTITY, new byte[0]), new CarBlock(RAW_IDENTITY, new byte[0]));
  }

  @Test
  void tellsHowMuchOfABlockHasArrived() throws Exception {
    byte[] car = Vectors.hex(HELLO);
    CarDecoder decoder = new CarDecoder(CarLimits.defaults(), new Recorder());

    decoder.feed(ByteBuffer.wrap(car, 0, car.length - 5));
    assertThat(decoder.bytesOfOpenBlock()).isEqualTo(7);

    decoder.feed(ByteBuffer.wrap(car, car.length - 5, 5));
    assertThat(decoder.bytesOfOpenBlock()).isZero();
  }

  @Test
  void passesOnWhatTheReceiverThrows() {
    DecodeException mine = new DecodeException("mine");
    CarDecoder.Receiver refusing =
        new CarDecoder.Receiver() {
          @Override
          public void header(int version, List<Cid> roots) {
            assertThat(version).isOne();
          }

          @Override
          public byte[] buffer(int length) {
            return new byte[length];
          }

          @Override
          public void block(Cid cid, byte[] buffer, int length) throws DecodeException {
            throw mine;
          }
        };
    CarDecoder decoder = new CarDecoder(CarLimits.defaults(), refusing);

    assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(Vectors.hex(HELLO)))).isSameAs(mine);
    assertThatThrownBy(decoder::end).isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseForGarbage() {
    byte[][] seeds = {
      Vectors.hex(HELLO), Vectors.bytes("carv1-basic.car"), Vectors.bytes("sample-unixfs-v2.car")
    };

    long accepted = Vectors.garbage(5_000, seeds).filter(CarDecoderTest::isReadOrRefused).count();

    assertThat(accepted).isBetween(1L, 4_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      decode(bytes, CarLimits.defaults(), 100);
      return true;
    } catch (DecodeException expected) {
      return false;
    }
  }
}
