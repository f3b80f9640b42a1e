// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.car.CarReader;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.multiformats.Vectors;
import org.ipfsfetch.multiformats.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HamtShardTest {
  private static final String CID = "015500050001020304";
  private static final String PB_CID = "017000050001020304";

  static Stream<Case> murmur() {
    return Vectors.cases("murmur3.json");
  }

  @ParameterizedTest
  @MethodSource("murmur")
  void hashesAsPublished(Case vector) {
    byte[] input = vector.text("input").getBytes(StandardCharsets.UTF_8);

    assertThat(HexFormat.of().toHexDigits(HamtShard.hash(input))).isEqualTo(vector.text("h1"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.txt, 07c182825cb447e1",
    "470.txt, 006e88df5847e67c",
    "742.txt, 00ff87d129ae5428",
    "1000.txt, 1c9e06bcde2c1818",
    "731.txt, 27f977ea67d5cecf"
  })
  void hashesNamesAsInTheFixture(String name, String hash) {
    assertThat(HexFormat.of().toHexDigits(HamtShard.hash(name.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(hash);
  }

  @Test
  void takesBitsFromTheTop() throws Exception {
    long hash = 0xff7f4f2d74632311L;

    assertThat(HamtShard.bucketAt(hash, 0, 256)).isEqualTo(0xff);
    assertThat(HamtShard.bucketAt(hash, 1, 256)).isEqualTo(0x7f);
    assertThat(HamtShard.bucketAt(hash, 7, 256)).isEqualTo(0x11);
    assertThat(HamtShard.bucketAt(hash, 2, 16)).isEqualTo(7);
    assertThat(HamtShard.bucketAt(hash, 20, 8)).isEqualTo((int) (hash >>> 1 & 7));
  }

  @ParameterizedTest
  @CsvSource({"8, 256", "6, 1024", "21, 8", "2147483647, 256"})
  void endsWhereTheHashEnds(int depth, int fanout) {
    assertThatThrownBy(() -> HamtShard.bucketAt(1, depth, fanout))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("too deep");
  }

  private static Map<Multihash, byte[]> blocks(String car) throws Exception {
    Map<Multihash, byte[]> blocks = new HashMap<>();
    CarReader reader =
        new CarReader(new ByteArrayInputStream(Vectors.bytes(car)), CarLimits.defaults());
    for (Optional<CarBlock> b = reader.next(); b.isPresent(); b = reader.next()) {
      blocks.put(b.get().cid().multihash(), b.get().bytes());
    }
    return blocks;
  }

  private static HamtShard shard(byte[] block) throws DecodeException {
    PbNode node = PbNode.decode(block);
    return HamtShard.of(node, UnixFs.of(node));
  }

  private static void list(Map<Multihash, byte[]> blocks, Cid cid, List<String> names)
      throws DecodeException {
    HamtShard shard = shard(blocks.get(cid.multihash()));
    for (int i = 0; i < shard.size(); i++) {
      HamtShard.Entry entry = shard.entry(i);
      if (entry instanceof HamtShard.Entry.Named named) {
        names.add(new String(named.nameBytes(), StandardCharsets.UTF_8));
      } else {
        list(blocks, entry.cid(), names);
      }
    }
  }

  private static Optional<Cid> find(Map<Multihash, byte[]> blocks, Cid root, String name)
      throws DecodeException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    long hash = HamtShard.hash(wanted);
    Cid cid = root;
    for (int depth = 0; ; depth++) {
      HamtShard shard = shard(blocks.get(cid.multihash()));
      Optional<HamtShard.Entry> entry = shard.find(HamtShard.bucketAt(hash, depth, shard.fanout()));
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      if (entry.get() instanceof HamtShard.Entry.Named named) {
        return java.util.Arrays.equals(named.nameBytes(), wanted)
            ? Optional.of(named.cid())
            : Optional.empty();
      }
      cid = entry.get().cid();
    }
  }

  @Test
  void listsAndFindsAThousandNames() throws Exception {
    Map<Multihash, byte[]> blocks = blocks("single-layer-hamt-with-multi-block-files.car");
    Cid root = Cid.parse("bafybeidbclfqleg2uojchspzd4bob56dqetqjsj27gy2cq3klkkgxtpn4i");
    List<String> names = new ArrayList<>();

    list(blocks, root, names);

    assertThat(names).hasSize(1000).doesNotHaveDuplicates().contains("1.txt", "1000.txt");
    for (String name : names) {
      assertThat(find(blocks, root, name)).isPresent();
    }
    assertThat(find(blocks, root, "1001.txt")).isEmpty();
    assertThat(find(blocks, root, "")).isEmpty();
  }

  @Test
  void readsTheFurtherShardOfTheFixture() throws Exception {
    Map<Multihash, byte[]> blocks = blocks("single-layer-hamt-with-multi-block-files.car");
    Cid root = Cid.parse("bafybeidbclfqleg2uojchspzd4bob56dqetqjsj27gy2cq3klkkgxtpn4i");
    Cid below = Cid.parse("bafybeiaebmuestgbpqhkkbrwl2qtjtvs3whkmp2trkbkimuod4yv7oygni");

    HamtShard shard = shard(blocks.get(root.multihash()));

    assertThat(shard.size()).isEqualTo(252);
    assertThat(shard.entry(0)).isInstanceOf(HamtShard.Entry.SubShard.class);
    assertThat(shard.entry(0).cid()).isEqualTo(below);
    HamtShard sub = shard(blocks.get(below.multihash()));
    assertThat(sub.size()).isEqualTo(2);
    assertThat(sub.entry(1).bucket()).isEqualTo(0xff);
    assertThat(sub.entry(1).tsize()).isEqualTo(1271);
    assertThat(sub.find(0x6e)).contains(sub.entry(0));
    assertThat(sub.find(0x6f)).isEmpty();
  }

  @Test
  void readsNamesThatWereMadeToCollide() throws Exception {
    Map<Multihash, byte[]> blocks =
        blocks("directory-with-multilayer-hamt-and-multiblock-files.car");
    Cid root = Cid.parse("bafybeignui4g7l6cvqyy4t6vnbl2fjtego4ejmpcia77jhhwnksmm4bejm");
    List<String> names = new ArrayList<>();

    list(blocks, root, names);

    assertThat(names).hasSize(4).contains("exampleA", "exampleB");
    for (String name : names) {
      assertThat(find(blocks, root, name)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hamt-bad-prefix.car",
        "hamt-bitmap-count-mismatch.car",
        "hamt-bitmap-wider-than-fanout.car",
        "hamt-fanout-0.car",
        "hamt-fanout-1032.car",
        "hamt-fanout-7.car"
      })
  void refusesDamagedShards(String car) throws Exception {
    List<byte[]> shards =
        blocks(car).values().stream().filter(HamtShardTest::saysItIsAShard).toList();

    assertThat(shards).isNotEmpty();
    assertThat(shards)
        .allSatisfy(
            block -> assertThatThrownBy(() -> shard(block)).isInstanceOf(DecodeException.class));
  }

  private static boolean saysItIsAShard(byte[] block) {
    try {
      return UnixFs.of(PbNode.decode(block)).type() == UnixFs.Type.HAMT_SHARD;
    } catch (DecodeException e) {
      return false;
    }
  }

  /** A shard of one link: its name, the bit field, and what follows in the UnixFS message. */
  private static byte[] block(String cid, String name, String bits, String rest) {
    String nameHex = HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    String link = "0a09" + cid + "12" + length(nameHex) + nameHex;
    String data = "080512" + length(bits) + bits + rest;
    return Vectors.hex("12" + length(link) + link + "0a" + length(data) + data);
  }

  private static String length(String hex) {
    return "%02x".formatted(hex.length() / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "00a, 01, 282230 8002, 0", "08a, 0100, 282230 8002, 8", "10a, 010000, 282230 8002, 16",
    "0Fa, 8000, 282230 8002, 15", "0Fa, 00008000, 282230 8002, 15", "Fa, 8000, 282230 10, 15",
    "00Fa, 8000, 282230 8008, 15", "7a, 80, 282230 08, 7"
  })
  void readsTheBitFieldFromItsEnd(String name, String bits, String rest, int bucket)
      throws Exception {
    HamtShard shard = shard(block(CID, name, bits, rest.replace(" ", "")));

    HamtShard.Entry.Named entry = (HamtShard.Entry.Named) shard.entry(0);
    assertThat(entry.bucket()).isEqualTo(bucket);
    assertThat(entry.nameBytes()).containsExactly('a');
    assertThat(shard.find(bucket)).contains(entry);
  }

  @ParameterizedTest
  @CsvSource({
    "0fa, 8000, 2822308002", // lower case
    "0, 01, 2822308002", // shorter than the prefix
    "'', 01, 2822308002",
    "01a, 01, 2822308002", // another bucket
    "00a, 03, 2822308002", // a bit too many
    "00a, 00, 2822308002", // a bit too few
    "00a, 01, 308002", // no hash function
    "00a, 01, 2812308002", // another
    "00a, 01, 2822", // no fanout
    "00a, 01, 28223004", // fanouts
    "00a, 01, 2822308010",
    "00a, 01, 282230ffffffffffffffffff01",
    "00a, 01, 28223080808080808080808001",
    "0a, 000001, 28223010" // wider than a fanout of 16
  })
  void refusesShardsThatContradictThemselves(String name, String bits, String rest) {
    byte[] block = block(CID, name, bits, rest);

    assertThatThrownBy(() -> shard(block)).isInstanceOf(DecodeException.class);
  }

  @Test
  void wantsFurtherShardsToBeDagPb() throws Exception {
    HamtShard good = shard(block(PB_CID, "00", "01", "2822308002"));
    HamtShard bad = shard(block(CID, "00", "01", "2822308002"));

    assertThat(good.entry(0)).isInstanceOf(HamtShard.Entry.SubShard.class);
    assertThatThrownBy(() -> bad.entry(0))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("raw");
  }

  @Test
  void refusesAPlainDirectory() throws Exception {
    PbNode node = PbNode.decode(Vectors.hex("0a020801"));

    assertThatThrownBy(() -> HamtShard.of(node, UnixFs.of(node)))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseForGarbage() {
    byte[] seed = block(CID, "0Fa", "8000", "2822308002");

    long accepted = Vectors.garbage(5_000, seed).filter(HamtShardTest::isReadOrRefused).count();

    assertThat(accepted).isBetween(1L, 4_999L);
  }

  private static boolean isReadOrRefused(byte[] bytes) {
    try {
      HamtShard shard = shard(bytes);
      for (int i = 0; i < shard.size(); i++) {
        shard.entry(i);
      }
      return true;
    } catch (DecodeException expected) {
      return false;
    }
  }
}
