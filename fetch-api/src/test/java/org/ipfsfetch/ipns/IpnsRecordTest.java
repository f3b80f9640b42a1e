// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.ipns.IpnsException.Reason;
import org.ipfsfetch.multiformats.DecodeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpnsRecordTest {
  private static final Clock CLOCK = at("2026-11-24T00:00:00Z");
  private static final TestKey KEY = TestKey.ed25519();

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }

  private static byte[] vector(String file) throws IOException {
    try (InputStream in =
        IpnsRecordTest.class.getResourceAsStream(
            "/vectors/ipns-records/" + file + ".ipns-record")) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }

  private static IpnsRecord verifyVector(String file) throws Exception {
    return IpnsRecord.verify(vector(file), IpnsName.parse(file.split("_")[0]), CLOCK);
  }

  private static IpnsRecord verify(SignedRecord record) throws IpnsException {
    return IpnsRecord.verify(record.build(), KEY.name(), CLOCK);
  }

  private static void assertInvalid(SignedRecord record, String because) {
    assertThatThrownBy(() -> verify(record))
        .isInstanceOfSatisfying(
            IpnsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .hasMessageContaining(because);
  }

  @ParameterizedTest
  @CsvSource({
    "k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f_v2, /ipfs/bafkqadtwgiww63tmpeqhezldn5zgi",
    "k51qzi5uqu5dlkw8pxuw9qmqayfdeh4kfebhmreauqdc6a7c3y7d5i9fi8mk9w_v1-v2, /ipfs/bafkqaddwgevxmmraojswg33smq",
    "12D3KooWLQzUv2FHWGVPXTXSZpdHs7oHbXub2G5WC8Tx4NQhyd2d_v1-v2,"
        + " /ipfs/bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am",
    "QmVujd5Vb7moysJj8itnGufN7MEtPRCNHkKpNuA4onsRa3_rsa,"
        + " /ipfs/bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am",
  })
  void verifiesPublishedRecords(String file, String value) throws Exception {
    assertThat(verifyVector(file).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "k51qzi5uqu5dm4tm0wt8srkg9h9suud4wuiwjimndrkydqm81cqtlb5ak6p7ku_v1, no signatureV2",
    "k51qzi5uqu5dlmit2tuwdvnx4sbnyqgmvbxftl0eo3f33wwtb9gr7yozae9kpw_v1-v2-broken-v1-value,"
        + " something else than inside",
  })
  void refusesPublishedRecordsThatAreBroken(String file, String because) {
    assertThatThrownBy(() -> verifyVector(file))
        .isInstanceOf(IpnsException.class)
        .hasMessageContaining(because);
  }

  @Test
  void saysWhatIsInARecord() throws Exception {
    IpnsRecord record =
        verifyVector("k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f_v2");

    assertThat(record.sequence()).isZero();
    assertThat(record.ttl()).contains(Duration.ofMinutes(30));
    assertThat(record.validity()).isEqualTo(Instant.parse("2123-08-14T12:17:03.694052Z"));
  }

  @Test
  void refusesARecordOfAnotherName() throws Exception {
    byte[] record = vector("k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f_v2");

    assertThatThrownBy(() -> IpnsRecord.verify(record, KEY.name(), CLOCK))
        .isInstanceOf(IpnsException.class)
        .hasMessageContaining("signature that its name did not make");
  }

  @Test
  void refusesTheKeyOfAnother() {
    TestKey other = TestKey.ed25519();
    SignedRecord record = new SignedRecord(other).field(7, other.serialised());

    assertInvalid(record, "public key of another name");
  }

  @Test
  void refusesAHashedNameWithoutItsKey() throws Exception {
    TestKey rsa = TestKey.rsa(2048);
    byte[] withKey = new SignedRecord(rsa).build();
    byte[] without = new SignedRecord(rsa).field(7, new byte[0]).build();

    assertThat(IpnsRecord.verify(withKey, rsa.name(), CLOCK).sequence()).isEqualTo(7);
    assertThatThrownBy(() -> IpnsRecord.verify(without, rsa.name(), CLOCK))
        .isInstanceOf(IpnsException.class)
        .hasMessageContaining("no public key");
  }

  @Test
  void verifiesEveryKindOfKey() throws Exception {
    for (TestKey key :
        List.of(
            TestKey.ed25519(),
            TestKey.rsa(2048),
            TestKey.ecdsa("secp256r1"),
            TestKey.secp256k1())) {
      byte[] good = new SignedRecord(key).build();
      byte[] bad = new SignedRecord(key).field(8, KEY.sign(new byte[] {1})).build();

      assertThat(IpnsRecord.verify(good, key.name(), CLOCK).value()).isEqualTo("/ipfs/bafkqaaa");
      assertThatThrownBy(() -> IpnsRecord.verify(bad, key.name(), CLOCK))
          .isInstanceOf(IpnsException.class)
          .hasMessageContaining("signature");
    }
  }

  @Test
  void refusesKeysThatAreWeakOrUnknown() {
    for (TestKey key :
        List.of(
            TestKey.rsa(1024),
            TestKey.ecdsa("secp384r1"),
            new TestKey(9, new byte[32], message -> new byte[64]),
            new TestKey(1, new byte[31], message -> new byte[64]),
            new TestKey(2, new byte[33], message -> new byte[64]),
            new TestKey(2, new byte[1], message -> new byte[64]),
            new TestKey(0, new byte[200], message -> new byte[64]))) {
      assertThatThrownBy(() -> IpnsRecord.verify(new SignedRecord(key).build(), key.name(), CLOCK))
          .isInstanceOf(IpnsException.class);
    }
  }

  @Test
  void noticesEveryFlippedByteOfASignedRecord() throws Exception {
    String file = "k51qzi5uqu5dit2ku9mutlfgwyz8u730on38kd10m97m36bjt66my99hb6103f_v2";
    IpnsName name = IpnsName.parse(file.split("_")[0]);
    byte[] record = vector(file);

    for (int i = 0; i < record.length; i++) {
      byte[] flipped = record.clone();
      flipped[i] ^= 1;
      assertThatThrownBy(() -> IpnsRecord.verify(flipped, name, CLOCK))
          .isInstanceOf(IpnsException.class);
    }
  }

  @Test
  void endsForEveryCutAndForNoise() throws Exception {
    byte[] record = new SignedRecord(KEY).withCopies().build();
    Random random = new Random(1);

    for (int length = 0; length < record.length; length++) {
      byte[] cut = Arrays.copyOf(record, length);
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      assertThatThrownBy(() -> IpnsRecord.verify(cut, KEY.name(), CLOCK))
          .isInstanceOf(IpnsException.class);
      assertThatThrownBy(() -> IpnsRecord.verify(noise, KEY.name(), CLOCK))
          .isInstanceOf(IpnsException.class);
    }
  }

  @Test
  void doesNotLookAtTheFirstSignature() throws Exception {
    assertThat(verify(new SignedRecord(KEY).withCopies()).sequence()).isEqualTo(7);
    assertThat(verify(new SignedRecord(KEY).withCopies().field(2, new byte[] {1})).sequence())
        .isEqualTo(7);
  }

  @Test
  void refusesEveryCopyThatDiffers() {
    byte[] other = "/ipfs/bafkqaba".getBytes(StandardCharsets.UTF_8);
    String because = "something else than inside";

    assertInvalid(new SignedRecord(KEY).withCopies().field(1, other), because);
    assertInvalid(new SignedRecord(KEY).withCopies().field(3, 1L), because);
    assertInvalid(new SignedRecord(KEY).withCopies().field(4, other), because);
    assertInvalid(new SignedRecord(KEY).withCopies().field(5, 8L), because);
    assertInvalid(new SignedRecord(KEY).withCopies().field(6, 8L), because);
    assertInvalid(new SignedRecord(KEY).field(2, new byte[64]), because);
  }

  @Test
  void letsARecordExpireAtItsInstant() throws Exception {
    byte[] record = new SignedRecord(KEY).build();

    assertThat(IpnsRecord.verify(record, KEY.name(), at("2030-01-01T00:00:00.123456788Z")))
        .isNotNull();
    assertThatThrownBy(
            () -> IpnsRecord.verify(record, KEY.name(), at("2030-01-01T00:00:00.123456789Z")))
        .isInstanceOfSatisfying(
            IpnsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED))
        .hasMessageContaining("expired at 2030-01-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2030-01-01",
        "2030-01-01T00:00Z",
        "2030-13-01T00:00:00Z",
        "2030-01-01T00:00:00",
        "2030-01-01 00:00:00Z",
        "+12030-01-01T00:00:00Z"
      })
  void refusesAValidityThatIsNoTime(String validity) {
    assertInvalid(
        new SignedRecord(KEY).data("Validity", SignedRecord.bytes(validity)), "is no time");
  }

  @Test
  void refusesDataOfTheWrongShape() {
    for (String key : List.of("Value", "Sequence", "Validity", "ValidityType")) {
      assertInvalid(new SignedRecord(KEY).without(key), key);
      assertInvalid(new SignedRecord(KEY).data(key, new IpldNode.Bool(true)), key);
    }
    assertInvalid(new SignedRecord(KEY).data("Sequence", IpldNode.Int.of(-1)), "Sequence");
    assertInvalid(new SignedRecord(KEY).data("ValidityType", IpldNode.Int.of(1)), "validity");
    assertInvalid(new SignedRecord(KEY).data("TTL", IpldNode.Int.of(-1)), "TTL");
    assertInvalid(new SignedRecord(KEY).data("TTL", new IpldNode.Int(false, -1)), "TTL");
    assertInvalid(new SignedRecord(KEY).data("Value", SignedRecord.bytes("x")), "content path");
    assertInvalid(
        new SignedRecord(KEY).data("Value", new IpldNode.Bytes(new byte[] {(byte) 0xff})), "UTF-8");
  }

  @Test
  void needsNoTtl() throws Exception {
    assertThat(verify(new SignedRecord(KEY).without("TTL")).ttl()).isEmpty();
  }

  @Test
  void refusesMoreThanTenKibibytes() throws Exception {
    byte[] padding = new byte[IpnsRecord.MAX_BYTES];

    assertInvalid(new SignedRecord(KEY).field(100, padding), "larger than 10240 bytes");
    assertThat(verify(new SignedRecord(KEY).field(100, new byte[9_000]))).isNotNull();
  }

  @Test
  void prefersTheHigherSequenceThenTheLaterValidity() throws Exception {
    IpnsRecord old = verify(new SignedRecord(KEY));
    IpnsRecord newer = verify(new SignedRecord(KEY).data("Sequence", IpldNode.Int.of(8)));
    IpnsRecord later =
        verify(new SignedRecord(KEY).data("Validity", SignedRecord.bytes("2031-01-01T00:00:00Z")));
    IpnsRecord highest =
        verify(new SignedRecord(KEY).data("Sequence", new IpldNode.Int(false, -1)));

    assertThat(newer.supersedes(old)).isTrue();
    assertThat(old.supersedes(newer)).isFalse();
    assertThat(later.supersedes(old)).isTrue();
    assertThat(newer.supersedes(later)).isTrue();
    assertThat(highest.supersedes(newer)).isTrue();
    assertThat(old.supersedes(old)).isFalse();
  }

  @Test
  void readsPastProtobufFieldsOfEveryType() throws DecodeException {
    byte[] message = HexFormat.of().parseHex("08017a01617101020304050607087501020304800102");

    List<ProtoField> fields = ProtoField.readAll(message);

    assertThat(fields).extracting(ProtoField::number).containsExactly(1, 15, 14, 14, 16);
    assertThatThrownBy(() -> ProtoField.readAll(new byte[] {0x0b}))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> ProtoField.readAll(HexFormat.of().parseHex("0affffffffffffffffff01")))
        .isInstanceOf(DecodeException.class);
  }
}
