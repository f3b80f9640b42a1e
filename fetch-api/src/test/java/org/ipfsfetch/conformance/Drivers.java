// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.conformance.Fixtures.Fixture;
import org.ipfsfetch.unixfs.UnixFs;

/** Which file of the fixtures is driven by whom. */
final class Drivers {
  private static final Map<String, Driver> BY_PATH = new HashMap<>();

  private Drivers() {}

  private static void rows(String path, String column, FormatChecks.RowBody body) {
    BY_PATH.put(path, (bench, fixture) -> FormatChecks.rows(bench, fixture, column, body));
  }

  static {
    rows("multiformats/varint.json", "hex", FormatChecks::varint);
    rows("multiformats/multibase.json", "encoding", FormatChecks::multibase);
    rows("multiformats/multihash-js.json", "multihash_hex", FormatChecks::multihash);
    rows("multiformats/cid.json", "note", FormatChecks::cid);
    BY_PATH.put("multiformats/multihash.csv", FormatChecks::multihashValues);
    BY_PATH.put("multiformats/multicodec-table.csv", FormatChecks::codecNames);
    rows("hashes/blake2b-512.json", "", FormatChecks::blake2b);
    rows("hashes/blake3.json", "input_len", FormatChecks::blake3);
    BY_PATH.put("hashes/murmur3.json", FormatChecks::murmur3);
  }

  static {
    rows("codec-fixtures/dag-cbor-json.json", "name", DataChecks::bothForms);
    rows("codec-fixtures/negative-decode.json", "name", DataChecks::mustNotDecode);
    BY_PATH.put("codec-fixtures/dag-pb.json", DataChecks::dagPb);
    rows("dag-pb/compat.json", "name", DataChecks::dagPbForm);
    rows("dasl-testing/cbor.json", "name", DataChecks::strictCbor);
    BY_PATH.put(
        "gateway-conformance/path_gateway_dag/dag-pb.json",
        (bench, fixture) ->
            DataChecks.rootForm(bench, fixture, "gateway-conformance/path_gateway_dag/dag-pb.car"));
    BY_PATH.put(
        "ipld-specs/carv1-basic.json",
        (bench, fixture) -> DataChecks.description(bench, fixture, "ipld-specs/carv1-basic.car"));
    BY_PATH.put("kubo/unresolvable-directory.json", DataChecks::unresolvable);
    unixFs("directory", UnixFs.Type.DIRECTORY, "");
    unixFs("file.txt", UnixFs.Type.FILE, "Hello UnixFS\n");
    unixFs("symlink.txt", UnixFs.Type.SYMLINK, "file.txt");
  }

  private static void unixFs(String name, UnixFs.Type type, String content) {
    BY_PATH.put(
        "go-unixfsnode/" + name + ".unixfs",
        (bench, fixture) -> DataChecks.unixFs(bench, fixture, type, content));
  }

  static {
    rows("paths/paths-and-uris.json", "in", AddressChecks::path);
    rows("paths/segments.json", "in", AddressChecks::segments);
    rows("paths/is-ipfs.json", "in", AddressChecks::kind);
    rows("paths/curl-ipfs-gateway.json", "name", AddressChecks::curl);
    rows("ipns/names.json", "key", AddressChecks::ipnsName);
    BY_PATH.put("safe-write/entry-names.json", DiskChecks::entryNames);
    BY_PATH.put("safe-write/naughty-names.json", DiskChecks::naughtyNames);
    BY_PATH.put("safe-write/disk-scenarios.json", DiskChecks::scenarios);
    BY_PATH.put("rust-ipfs/unixfs-dags.json", TreeChecks::hexTrees);
    BY_PATH.put("unixfs-meta/mode-mtime-blocks.json", TreeChecks::metadata);
    BY_PATH.put("go-car/malformed-car-hex.json", CarChecks::hexTable);
    BY_PATH.put(
        "kubo-rpc/ls-test-folder.json",
        (bench, fixture) ->
            ListChecks.asDaemon(bench, fixture, "directories/js-kubo-rpc-client_test-folder.car"));
    BY_PATH.put(
        "kubo/TestDagStatExpectedOutput.txt",
        (bench, fixture) -> ListChecks.dagStat(bench, fixture, "kubo/TestDagStat.car"));
    BY_PATH.put("gateway-conformance/path_gateway_tar/outside-root.car", TreeChecks::climbing);
    // the index of entry-names.car, which reads it
    BY_PATH.put(
        "derived/entry-names.json",
        (bench, fixture) ->
            List.of(
                new Check(
                    "has a row for each root",
                    () -> Check.equal("rows", bench.fixtures().cases(fixture.path()).size(), 37))));
  }

  /** Checks beyond those that every CAR with an expectation gets. */
  private static final Map<String, Driver> MORE = new HashMap<>();

  static {
    MORE.put("go-car/sample-v1-with-zero-len-section.car", CarChecks::padded);
    MORE.put(
        "kubo/partial-dag-scope-entity.car",
        (bench, fixture) ->
            List.of(
                ListChecks.counts(
                    bench, fixture, "QmPDC11yLAbVw3dX5jMeEuSdk4BiVjSd9X87zaYRdVjzW3", 29)));
    MORE.put(
        "boxo/directory-with-multilayer-hamt-and-multiblock-files.car",
        (bench, fixture) ->
            List.of(
                ListChecks.order(
                    bench,
                    fixture,
                    "/hamtDir",
                    "exampleB",
                    "exampleD-hamt-collide",
                    "exampleC-hamt-collide",
                    "exampleA")));
    MORE.put("ipfs-car/comic-no-roots.car", TreeChecks::withoutRoots);
  }

  /** The driver of a file; empty where there is none, which the documentation must then say. */
  static Optional<Driver> of(Fixture fixture) {
    String path = fixture.path();
    if (BY_PATH.containsKey(path)) {
      return Optional.of(BY_PATH.get(path));
    } else if (path.startsWith("derived/")) {
      return Optional.of(HostileCars::checks);
    } else if (path.startsWith("go-car/fuzz/")) {
      return Optional.of(CarChecks::survived);
    } else if (path.endsWith(".ipns-record")) {
      return Optional.of(IpnsChecks::record);
    } else if (path.endsWith(".block")) {
      return Optional.of(FormatChecks::block);
    } else if (path.endsWith(".car")) {
      return Optional.of(Drivers::car);
    }
    return Optional.empty();
  }

  private static List<Check> car(Bench bench, Fixture fixture) throws IOException {
    List<Check> checks = new ArrayList<>(TreeChecks.of(bench, fixture));
    if (MORE.containsKey(fixture.path())) {
      checks.addAll(MORE.get(fixture.path()).checks(bench, fixture));
    }
    return checks;
  }
}
