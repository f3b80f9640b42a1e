// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.car.CarDecoder;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.car.CarReader;
import org.ipfsfetch.ipld.BlockLinks;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.ipld.DagJson;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.ipld.PbLink;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.ipns.IpnsException;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.ipns.IpnsRecord;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Hashing;
import org.ipfsfetch.multiformats.Multibase;
import org.ipfsfetch.multiformats.Multihash;
import org.ipfsfetch.multiformats.Varint;
import org.ipfsfetch.unixfs.HamtShard;
import org.ipfsfetch.unixfs.UnixFs;

/**
 * The decoders, each with what it promises. Besides throwing nothing undeclared, what is accepted
 * must come out the same when it is written and read once more.
 */
final class Targets {
  private static final int SMALL = 64 << 10;

  /** The header and the one block that may be allocated before they have arrived. */
  private static final int CAR = 6 << 20;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);

  private Targets() {}

  static List<Target> all() {
    return List.of(
        decoder("varint", 64, Targets::varint),
        decoder("multibase", 64, input -> multibase(text(input))),
        decoder("cid-text", 64, input -> cidText(text(input))),
        decoder("cid-bytes", 64, Targets::cidBytes),
        decoder("multihash", 64, Targets::multihash),
        decoder("dag-pb", 128, Targets::dagPb),
        decoder("unixfs", 64, input -> UnixFs.decode(input, 0, input.length).hashCode()),
        decoder("hamt", 128, Targets::hamt),
        decoder("dag-cbor", 600, Targets::dagCbor),
        decoder("dag-json", 600, Targets::dagJson),
        new Target("car", Set.of(DecodeException.class), 64, CAR, Targets::car),
        new Target("ipns-record", Set.of(IpnsException.class), 256, SMALL << 2, Targets::record),
        new Target(
            "ipns-data", Set.of(IpnsException.class), 256, SMALL << 2, new SignedBody(CLOCK)),
        decoder("ipns-name", 64, input -> name(text(input))),
        new Target("address", Set.of(AddressException.class), 512, SMALL << 2, Targets::address),
        new Target("tree", Set.of(IOException.class), 4096, 64 << 20, new TreeBody()));
  }

  private static Target decoder(String name, int bytesPerByte, Target.Body body) {
    return new Target(name, Set.of(DecodeException.class), bytesPerByte, SMALL, body);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  static void same(String what, Object one, Object other) {
    if (!one.equals(other)) {
      throw new AssertionError(what + ": " + one + " and " + other);
    }
  }

  private static void varint(byte[] input) throws DecodeException {
    ByteBuffer in = ByteBuffer.wrap(input);
    long value = Varint.read(in);
    same("both ways of reading", value, Varint.read(input, 0, input.length));
    same("its size", Varint.size(value), in.position());
    byte[] written = new byte[Varint.MAX_BYTES];
    int end = Varint.write(value, written, 0);
    same("as written", ByteBuffer.wrap(written, 0, end), ByteBuffer.wrap(input, 0, in.position()));
  }

  private static void multibase(String text) throws DecodeException {
    byte[] bytes = Multibase.decode(text);
    byte[] again = Multibase.decode(Multibase.of(text).encode(bytes));
    same("decoded twice", ByteBuffer.wrap(bytes), ByteBuffer.wrap(again));
  }

  private static void cidText(String text) throws DecodeException {
    cid(Cid.parse(text));
  }

  private static void cid(Cid cid) throws DecodeException {
    same("as bytes", cid, Cid.decode(cid.bytes()));
    same("as text", cid.toV1(), Cid.parse(cid.toString()));
    same("compared", cid.compareTo(cid), 0);
  }

  private static void cidBytes(byte[] input) throws DecodeException {
    ByteBuffer in = ByteBuffer.wrap(input);
    Cid cid = Cid.read(in);
    same("its length", cid.byteLength(), in.position());
    ByteBuffer direct = ByteBuffer.allocateDirect(input.length).put(input).flip();
    same("read from elsewhere", cid, Cid.read(direct));
    cid(cid);
    Cid.decode(input);
  }

  private static void multihash(byte[] input) throws DecodeException {
    Multihash hash = Multihash.decode(input);
    same("as bytes", ByteBuffer.wrap(hash.bytes()), ByteBuffer.wrap(input));
    Hashing.matches(hash, input, 0, input.length);
  }

  private static PbNode dagPb(byte[] input) throws DecodeException {
    PbNode node = PbNode.decode(input);
    for (int i = 0; i < node.linkCount(); i++) {
      PbLink link = node.link(i);
      cid(link.cid());
      same("the start of its name", node.nameStartsWith(i, link.nameBytes()), true);
    }
    same("links", BlockLinks.of(Codec.DAG_PB, input, input.length).size(), node.linkCount());
    UnixFs fs = UnixFs.of(node);
    same("its data", fs.dataOffset() + fs.dataLength() <= input.length, true);
    return node;
  }

  private static void hamt(byte[] input) throws DecodeException {
    PbNode node = dagPb(input);
    HamtShard shard = HamtShard.of(node, UnixFs.of(node));
    for (int i = 0; i < shard.size(); i++) {
      HamtShard.Entry entry = shard.entry(i);
      same("found again", shard.find(entry.bucket()), Optional.of(entry));
    }
  }

  /** Whoever wrote it, a lenient reader takes more than a strict one. */
  private static void dagCbor(byte[] input) throws DecodeException {
    Optional<IpldNode> strict = strictly(input);
    IpldNode lenient = DagCbor.decodeLenient(input);
    links(lenient, BlockLinks.of(Codec.DAG_CBOR, input, input.length));
    if (strict.isPresent()) {
      same("both ways of reading", strict.get(), lenient);
      same("as written", ByteBuffer.wrap(DagCbor.encode(lenient)), ByteBuffer.wrap(input));
    }
  }

  private static Optional<IpldNode> strictly(byte[] input) {
    try {
      return Optional.of(DagCbor.decode(input));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private static void links(IpldNode node, List<BlockLinks.Link> links) {
    int[] count = new int[1];
    node.forEachLink(cid -> count[0]++);
    same("links", links.size(), count[0]);
  }

  private static void dagJson(byte[] input) throws DecodeException {
    IpldNode node = DagJson.decode(input);
    links(node, BlockLinks.of(Codec.DAG_JSON, input, input.length));
    same("decoded twice", DagJson.decode(DagJson.encode(node)), node);
  }

  /** Whole, and in pieces: the same blocks, or damage in both. */
  private static void car(byte[] input) throws DecodeException, IOException {
    List<CarBlock> whole = new ArrayList<>();
    Optional<DecodeException> damage = Optional.empty();
    try (CarReader reader = new CarReader(new ByteArrayInputStream(input), CarLimits.defaults())) {
      reader.roots();
      for (Optional<CarBlock> b = reader.next(); b.isPresent(); b = reader.next()) {
        whole.add(b.get());
      }
    } catch (DecodeException e) {
      damage = Optional.of(e);
    }
    Pieces pieces = new Pieces();
    same("damage", pieces.read(input), damage.isPresent());
    same("blocks", pieces.blocks, whole);
    if (damage.isPresent()) {
      throw damage.get();
    }
  }

  /** Takes a CAR in pieces whose lengths depend on it. */
  private static final class Pieces implements CarDecoder.Receiver {
    private final List<CarBlock> blocks = new ArrayList<>();

    boolean read(byte[] input) {
      Random random = new Random(Arrays.hashCode(input));
      CarDecoder decoder = new CarDecoder(CarLimits.defaults(), this);
      try {
        int at = 0;
        while (at < input.length) {
          int length = Math.min(input.length - at, random.nextInt(1 + random.nextInt(40)));
          decoder.feed(ByteBuffer.wrap(input, at, length));
          at += length;
        }
        decoder.end();
        return false;
      } catch (DecodeException e) {
        return true;
      }
    }

    @Override
    public void header(int version, List<Cid> roots) {}

    @Override
    public byte[] buffer(int length) {
      return new byte[length];
    }

    @Override
    public void block(Cid cid, byte[] buffer, int length) {
      blocks.add(new CarBlock(cid, buffer));
    }
  }

  /** A name before the first line feed, a record behind it. */
  private static void record(byte[] input) throws IpnsException {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    IpnsName name;
    try {
      name = IpnsName.parse(new String(input, 0, end, StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      return;
    }
    byte[] record = Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length);
    IpnsRecord.verify(record, name, CLOCK).toString();
  }

  private static void name(String text) throws DecodeException {
    IpnsName name = IpnsName.parse(text);
    same("as text", name, IpnsName.parse(name.toString()));
  }

  private static void address(byte[] input) throws AddressException {
    IpfsPath path = IpfsPath.parse(text(input));
    same("as text", path, IpfsPath.parse(path.toString()));
    boolean clean =
        path.segments().stream()
            .noneMatch(
                step ->
                    step.isEmpty()
                        || step.equals(".")
                        || step.equals("..")
                        || step.indexOf('/') >= 0
                        || step.indexOf('\0') >= 0);
    same("its steps are names", clean, true);
    path.suggestedName();
  }
}
