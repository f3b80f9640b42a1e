// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ipfsfetch.conformance.FormatChecks.hex;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.DagCbor;
import org.ipfsfetch.ipld.DagJson;
import org.ipfsfetch.ipld.IpldNode;
import org.ipfsfetch.ipld.PbLink;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.unixfs.UnixFs;

/** The codecs of blocks: dag-cbor, dag-json, dag-pb and UnixFS. */
final class DataChecks {
  private DataChecks() {}

  /** One value in both forms. */
  static void bothForms(Json row) throws Exception {
    byte[] cbor = hex(row.get("dag-cbor").text("hex"));
    byte[] json = row.get("dag-json").text("text").getBytes(UTF_8);
    IpldNode value = DagCbor.decode(cbor);
    Check.equal("value of the JSON", DagJson.decode(json), value);
    Check.equal(
        "CBOR", HexFormat.of().formatHex(DagCbor.encode(value)), HexFormat.of().formatHex(cbor));
    Check.equal("JSON", new String(DagJson.encode(value), UTF_8), new String(json, UTF_8));
    Check.equal(
        "CID of the CBOR",
        Bench.cidOf(Codec.DAG_CBOR, cbor),
        Cid.parse(row.get("dag-cbor").text("cid")));
    Check.equal(
        "CID of the JSON",
        Bench.cidOf(Codec.DAG_JSON, json),
        Cid.parse(row.get("dag-json").text("cid")));
  }

  /** Strict CBOR: kept as it is, or refused. */
  static void strictCbor(Json row) throws Exception {
    byte[] bytes = hex(row.text("data"));
    switch (row.text("type")) {
      case "roundtrip" ->
          Check.equal(
              "encoded again",
              HexFormat.of().formatHex(DagCbor.encode(DagCbor.decode(bytes))),
              row.text("data"));
      case "invalid_in" -> Check.refused(DecodeException.class, () -> DagCbor.decode(bytes));
      default -> requireNotWritten(bytes);
    }
  }

  /** A value that nobody may write: it cannot even be made, or it comes out as another. */
  private static void requireNotWritten(byte[] bytes) {
    try {
      byte[] written = DagCbor.encode(DagCbor.decodeLenient(bytes));
      if (java.util.Arrays.equals(written, bytes)) {
        throw Check.broken("written");
      }
    } catch (DecodeException | IllegalArgumentException expected) {
      return;
    }
  }

  static void mustNotDecode(Json row) throws Exception {
    byte[] bytes = hex(row.text("hex"));
    boolean pb = row.text("codec").equals("dag-pb");
    Check.refused(
        DecodeException.class,
        () -> (pb ? (Object) PbNode.decode(bytes) : DagCbor.decode(bytes)).hashCode());
  }

  /** dag-pb with its equivalents; all but two of these are no UnixFS. */
  static List<Check> dagPb(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Json row : bench.fixtures().cases(fixture.path())) {
      checks.add(new Check(row.text("name"), () -> dagPbForms(row)));
      checks.add(new Check(row.text("name") + " as a file", () -> dagPbAsFile(bench, row)));
    }
    return checks;
  }

  private static void dagPbForms(Json row) throws Exception {
    byte[] bytes = hex(row.get("dag-pb").text("hex"));
    IpldNode form = DagCbor.decode(hex(row.get("dag-cbor").text("hex")));
    Check.equal("match", Bench.matches(Cid.parse(row.get("dag-pb").text("cid")), bytes), true);
    Check.equal("decoded", model(PbNode.decode(bytes)), form);
  }

  private static void dagPbAsFile(Bench bench, Json row) throws Exception {
    byte[] bytes = hex(row.get("dag-pb").text("hex"));
    Cid cid = Cid.parse(row.get("dag-pb").text("cid"));
    Path car = bench.car(cid, List.of(new Bench.Piece(cid, bytes)));
    FetchException failure =
        Check.refused(
            FetchException.class, () -> Bench.fetch(car, cid, "", bench.folder().resolve("out")));
    // the two that are files have their parts elsewhere
    boolean unixFs = row.text("name").matches(".*(_4namedlinks|_7unnamedlinks).*");
    boolean fits =
        unixFs
            ? failure instanceof FetchException.Unavailable
            : failure instanceof FetchException.Malformed;
    if (!fits) {
      throw failure;
    }
  }

  /** A node in the data model of its specification. */
  private static IpldNode model(PbNode node) throws DecodeException {
    List<IpldNode> links = new ArrayList<>();
    for (int i = 0; i < node.linkCount(); i++) {
      links.add(model(node.link(i)));
    }
    Map<String, IpldNode> map = new java.util.LinkedHashMap<>();
    if (node.hasData()) {
      byte[] data = new byte[node.dataLength()];
      System.arraycopy(node.array(), node.dataOffset(), data, 0, data.length);
      map.put("Data", new IpldNode.Bytes(data));
    }
    map.put("Links", new IpldNode.List(links));
    return new IpldNode.Map(map);
  }

  private static IpldNode model(PbLink link) throws DecodeException {
    Map<String, IpldNode> map = new java.util.LinkedHashMap<>();
    map.put("Hash", new IpldNode.Link(link.cid()));
    if (link.nameBytes().length > 0) {
      map.put("Name", new IpldNode.Text(link.name()));
    }
    if (link.tsize() >= 0) {
      map.put("Tsize", IpldNode.Int.of(link.tsize()));
    }
    return new IpldNode.Map(map);
  }

  static void dagPbForm(Json row) throws Exception {
    byte[] bytes = hex(row.text("hex"));
    if (row.text("decode").equals("error")) {
      Check.refused(DecodeException.class, () -> PbNode.decode(bytes));
      return;
    }
    PbNode node = PbNode.decode(bytes);
    if (!row.has("form")) {
      return;
    }
    Json form = row.get("form");
    Check.equal("data", node.hasData(), form.has("Data"));
    Check.equal("links", node.linkCount(), form.items("Links").size());
    for (int i = 0; i < node.linkCount(); i++) {
      Json link = form.items("Links").get(i);
      Check.equal("CID", node.link(i).cid(), Cid.decode(hex(link.text("Hash"))));
      Check.equal("name", node.link(i).name(), link.textOr("Name", ""));
      long tsize = link.has("Tsize") ? link.number("Tsize") : -1;
      Check.equal("Tsize", node.link(i).tsize(), tsize);
    }
  }

  /** A block of a CAR in DAG-JSON. */
  static List<Check> rootForm(Bench bench, Fixture fixture, String car) {
    return List.of(
        new Check(
            "form of the root",
            () -> {
              CarChecks.Contents read = CarChecks.read(bench.fixtures().bytes(car), false);
              IpldNode form = DagJson.decode(bench.fixtures().bytes(fixture.path()));
              byte[] root = read.block(read.roots().get(0));
              Check.equal("decoded", model(PbNode.decode(root)), form);
            }));
  }

  /** The description of a CAR: where its blocks lie and what is in them. */
  static List<Check> description(Bench bench, Fixture fixture, String car) {
    return List.of(
        new Check(
            "blocks and contents",
            () -> {
              CarChecks.Contents read = CarChecks.read(bench.fixtures().bytes(car), false);
              IpldNode.Map table =
                  (IpldNode.Map) DagJson.decode(bench.fixtures().bytes(fixture.path()));
              IpldNode.List rows = (IpldNode.List) table.entries().get("blocks");
              Check.equal("blocks", read.blocks().size(), rows.items().size());
              for (int i = 0; i < rows.items().size(); i++) {
                described(read.blocks().get(i), ((IpldNode.Map) rows.items().get(i)).entries());
              }
            }));
  }

  private static void described(CarBlock block, Map<String, IpldNode> row) throws Exception {
    Check.equal("CID", new IpldNode.Link(block.cid()), row.get("cid"));
    Check.equal("length", IpldNode.Int.of(block.bytes().length), row.get("blockLength"));
    IpldNode content =
        block.cid().codec() == Codec.RAW
            ? new IpldNode.Bytes(block.bytes())
            : block.cid().codec() == Codec.DAG_PB
                ? model(PbNode.decode(block.bytes()))
                : DagCbor.decode(block.bytes());
    Check.equal("content of " + block.cid(), content, row.get("content"));
  }

  /** The data of a node alone. */
  static List<Check> unixFs(Bench bench, Fixture fixture, UnixFs.Type type, String content) {
    return List.of(
        new Check(
            "type and data",
            () -> {
              byte[] bytes = bench.fixtures().bytes(fixture.path());
              UnixFs fs = UnixFs.decode(bytes, 0, bytes.length);
              Check.equal("type", fs.type(), type);
              Check.equal(
                  "data", new String(bytes, fs.dataOffset(), fs.dataLength(), UTF_8), content);
            }));
  }

  /** A directory whose entries exist nowhere, given as a form. */
  static List<Check> unresolvable(Bench bench, Fixture fixture) throws IOException {
    Json form = bench.fixtures().json(fixture.path());
    return List.of(
        new Check(
            "is not written",
            () -> {
              Cid cid = Cid.parse(form.text("cid_v1"));
              byte[] block = PbText.block(form.get("dag_json"));
              Check.equal("match", Bench.matches(cid, block), true);
              Path folder = bench.folder();
              Path car = bench.car(cid, List.of(new Bench.Piece(cid, block)));
              Check.refused(
                  FetchException.Unavailable.class,
                  () -> Bench.fetch(car, cid, "", folder.resolve("out")));
              TreeChecks.requireNothingIn(folder);
            }));
  }
}
