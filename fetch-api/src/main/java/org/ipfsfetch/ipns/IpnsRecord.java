// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipns;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Excerpt;

/**
 * What the owner of a name has signed: the content path it stands for, and for how long.
 *
 * <p>Exists verified only. Verification goes in the order of the specification: size, the parts
 * that must be there, the key, the signature over the data, the copies outside of the data, the
 * time. Only the signed data is ever believed: {@code signatureV1} is not even looked at, and the
 * copies of the first version of the format must agree with the data where they are there.
 * Immutable.
 *
 * @see <a href="https://specs.ipfs.tech/ipns/ipns-record/#record-verification">verification</a>
 */
public final class IpnsRecord {
  /** What the specification obliges everybody to accept, and nobody to exceed. */
  public static final int MAX_BYTES = 10 * 1024;

  private static final byte[] SIGNATURE_PREFIX =
      "ipns-signature:".getBytes(StandardCharsets.US_ASCII);
  // java.time would read hours and minutes alone, too
  private static final Pattern RFC3339 =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  private final String value;
  private final long sequence;
  private final Instant validity;
  private final Optional<Duration> ttl;
  private final byte[] bytes;

  private IpnsRecord(
      String value, long sequence, Instant validity, Optional<Duration> ttl, byte[] bytes) {
    this.value = value;
    this.sequence = sequence;
    this.validity = validity;
    this.ttl = ttl;
    this.bytes = bytes;
  }

  /**
   * Verifies that the owner of a name signed a record, and that it still counts.
   *
   * @param record the protobuf, as a gateway or a router sends it
   * @throws IpnsException when it does not; nothing in it may then be used
   */
  public static IpnsRecord verify(byte[] record, IpnsName name, Clock clock) throws IpnsException {
    try {
      if (record.length > MAX_BYTES) {
        throw invalid("is larger than " + MAX_BYTES + " bytes");
      }
      IpnsEntry entry = IpnsEntry.decode(record);
      requireSignature(entry, name);
      Map<String, IpldNode> data = map(entry.data());
      requireSameCopies(entry, data);
      IpnsRecord verified = read(data, record);
      verified.requireCurrent(name, clock);
      return verified;
    } catch (DecodeException e) {
      throw new IpnsException("record of " + name + ": " + e.getMessage(), e);
    }
  }

  private static void requireSignature(IpnsEntry entry, IpnsName name) throws DecodeException {
    byte[] key = keyOf(entry, name);
    if (!PublicKeys.nameOf(key).equals(name.multihash())) {
      throw invalid("carries the public key of another name");
    }
    byte[] data = entry.data();
    byte[] signed = Arrays.copyOf(SIGNATURE_PREFIX, SIGNATURE_PREFIX.length + data.length);
    System.arraycopy(data, 0, signed, SIGNATURE_PREFIX.length, data.length);
    if (!PublicKeys.verifies(key, signed, entry.signatureV2())) {
      throw invalid("has a signature that its name did not make");
    }
  }

  private static byte[] keyOf(IpnsEntry entry, IpnsName name) throws DecodeException {
    return entry
        .publicKey()
        .or(name::inlinedKey)
        .orElseThrow(() -> invalid("has no public key, and the name does not hold it either"));
  }

  /** As kubo reads it: the signature covers the bytes, so their form is the signer's business. */
  private static Map<String, IpldNode> map(byte[] data) throws DecodeException {
    if (DagCbor.decodeLenient(data) instanceof IpldNode.Map map) {
      return map.entries();
    }
    throw invalid("has data that is no map");
  }

  private static void requireSameCopies(IpnsEntry entry, Map<String, IpldNode> data)
      throws DecodeException {
    if (!entry.hasCopies()) {
      return;
    }
    boolean same =
        Arrays.equals(entry.value(), bytes(data, "Value"))
            && Arrays.equals(entry.validity(), bytes(data, "Validity"))
            && entry.validityType() == unsigned(data, "ValidityType")
            && entry.sequence() == unsigned(data, "Sequence")
            && entry.ttl() == (data.containsKey("TTL") ? unsigned(data, "TTL") : 0);
    if (!same) {
      throw invalid("says outside of its signed data something else than inside");
    }
  }

  private static IpnsRecord read(Map<String, IpldNode> data, byte[] record) throws DecodeException {
    if (unsigned(data, "ValidityType") != 0) {
      throw invalid("has a validity of an unknown type");
    }
    return new IpnsRecord(
        contentPath(text(bytes(data, "Value"))),
        unsigned(data, "Sequence"),
        time(text(bytes(data, "Validity"))),
        data.containsKey("TTL") ? Optional.of(ttl(unsigned(data, "TTL"))) : Optional.empty(),
        record.clone());
  }

  private void requireCurrent(IpnsName name, Clock clock) throws IpnsException {
    if (!validity.isAfter(clock.instant())) {
      throw new IpnsException(
          IpnsException.Reason.EXPIRED, "record of " + name + ": expired at " + validity);
    }
  }

  /** The content path the name stands for: {@code /ipfs/…} or {@code /ipns/…}. */
  public String value() {
    return value;
  }

  /** Counts up with each change; an unsigned number. */
  public long sequence() {
    return sequence;
  }

  /** When it ceases to count. */
  public Instant validity() {
    return validity;
  }

  /** How long its owner would have it cached; never longer than {@link #validity()}. */
  public Optional<Duration> ttl() {
    return ttl;
  }

  /** Whether this one counts rather than another of the same name. */
  public boolean supersedes(IpnsRecord other) {
    int order = Long.compareUnsigned(sequence, other.sequence);
    order = order != 0 ? order : validity.compareTo(other.validity);
    return (order != 0 ? order : Arrays.compareUnsigned(bytes, other.bytes)) > 0;
  }

  private static byte[] bytes(Map<String, IpldNode> data, String key) throws DecodeException {
    if (data.get(key) instanceof IpldNode.Bytes bytes) {
      return bytes.value();
    }
    throw invalid("has no bytes " + key + " in its data");
  }

  private static long unsigned(Map<String, IpldNode> data, String key) throws DecodeException {
    if (data.get(key) instanceof IpldNode.Int number && !number.negative()) {
      return number.argument();
    }
    throw invalid("has no whole number " + key + " from 0 on in its data");
  }

  private static Duration ttl(long nanos) throws DecodeException {
    if (nanos < 0) { // beyond 292 years: a negative number in the protobuf
      throw invalid("has a TTL out of range");
    }
    return Duration.ofNanos(nanos);
  }

  private static String contentPath(String value) throws DecodeException {
    if (!value.startsWith("/ipfs/") && !value.startsWith("/ipns/")) {
      throw invalid("points at what is no content path: " + Excerpt.of(value));
    }
    return value;
  }

  private static Instant time(String text) throws DecodeException {
    try {
      if (RFC3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException notATime) { // said below
    }
    throw invalid("has a validity that is no time: " + Excerpt.of(text));
  }

  private static String text(byte[] utf8) throws DecodeException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("has text that is not UTF-8", e);
    }
  }

  private static DecodeException invalid(String what) {
    return new DecodeException(what);
  }

  @Override
  public String toString() {
    return value + " (sequence " + Long.toUnsignedString(sequence) + ", until " + validity + ")";
  }
}
