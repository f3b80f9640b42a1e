// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.multiformats.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases of other projects; where ours is another answer, the reason stands beside it. */
class AddressVectorsTest {
  private static final String DAG_PB_KEY =
      "bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  private static final String IPLD = "the namespace ipld names blocks, this program fetches files";
  private static final String NOT_A_KEY =
      "a dag-pb CID names content; boxo finds that out when it resolves the name, here at once";
  private static final String BARE =
      "a bare CID is an address here; boxo's caller adds /ipfs/ before";

  /** Accepted there and refused here, or the other way round. */
  private static final Map<String, String> PATHS_JUDGED_DIFFERENTLY =
      Map.ofEntries(
          Map.entry("/ipld/QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n/a", IPLD),
          Map.entry("/ipld/" + DAG_PB_KEY, IPLD),
          Map.entry("/ipld/" + DAG_PB_KEY + "/a", IPLD),
          Map.entry("ipld:bafkqaaa", IPLD),
          Map.entry("/ipns/" + DAG_PB_KEY, NOT_A_KEY),
          Map.entry("/ipns/" + DAG_PB_KEY + "/a/b/c/d/e/f", NOT_A_KEY),
          Map.entry("ipns://" + DAG_PB_KEY, NOT_A_KEY),
          Map.entry("QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n", BARE),
          Map.entry(DAG_PB_KEY + "/a", BARE));

  private static final Map<String, String> URLS_JUDGED_DIFFERENTLY =
      Map.of(
          "ipfsPath /ipfs/QmYHNYAaYK5hm3ZhZFx5W9H6xydKDGimjdgJMrMSdnctEm?arg=val#hash",
          "a content path is taken as it stands: ? and # belong to names, and no CID holds them",
          "ipnsSubdomain http://bafybeiabc2xofh6tdi6vutusorpumwcikw3hf3st4ecjugo6j52f6xwc6q.ipns.dweb.link",
          NOT_A_KEY);

  /** What is-ipfs asks besides, and an address is not: the parser of CIDs has its own vectors. */
  private static final Set<String> QUESTIONS_ABOUT_CIDS = Set.of("cid", "base32cid");

  static Stream<String> pathsAndUris() throws IOException {
    return lines("paths-and-uris.tsv");
  }

  @ParameterizedTest
  @MethodSource("pathsAndUris")
  void judgesPathsAndUrisAsBoxoDoes(String line) throws Exception {
    String[] fields = line.split("\t");
    boolean accepted = fields[2].equals("ok");

    if (accepted == PATHS_JUDGED_DIFFERENTLY.containsKey(fields[0])) {
      assertThatThrownBy(() -> IpfsPath.parse(fields[0])).isInstanceOf(AddressException.class);
    } else {
      assertThat(IpfsPath.parse(fields[0]).toString())
          .isEqualTo(accepted ? ours(fields[3]) : ours("/ipfs/" + fields[0]));
    }
  }

  /** Ours is CIDv1, a key in base36, and has no slash at the end: a name says no more with one. */
  private static String ours(String theirs) throws Exception {
    String[] parts = theirs.split("/", 4);
    String root =
        switch (parts[1]) {
          case "ipfs" -> Cid.parse(parts[2]).toString();
          default -> parts[2].contains(".") ? parts[2] : IpnsName.parse(parts[2]).toString();
        };
    return ("/" + parts[1] + "/" + root + (parts.length == 4 ? "/" + parts[3] : ""))
        .replaceFirst("/$", "");
  }

  static Stream<String> isIpfs() throws IOException {
    return lines("is-ipfs.tsv").filter(line -> !QUESTIONS_ABOUT_CIDS.contains(line.split("\t")[0]));
  }

  @ParameterizedTest
  @MethodSource("isIpfs")
  void judgesAddressesAsIsIpfsDoes(String line) {
    String[] fields = line.split("\t");
    boolean theirs = Boolean.parseBoolean(fields[1]);
    boolean differs = URLS_JUDGED_DIFFERENTLY.containsKey(fields[0] + " " + fields[2]);

    assertThat(isOfKind(fields[0], fields[2])).isEqualTo(theirs != differs);
  }

  /** is-ipfs asks for one form at a time. */
  private static boolean isOfKind(String check, String text) {
    boolean isUrl = text.contains("://");
    boolean form =
        switch (check) {
          case "ipfsPath", "ipnsPath", "path" -> text.startsWith("/");
          case "cidPath" -> !text.startsWith("/") && text.contains("/");
          case "urlOrPath" -> true;
          default -> isUrl;
        };
    return form && namespaceOf(text).filter(ns -> suits(check, ns)).findAny().isPresent();
  }

  private static boolean suits(String check, Namespace namespace) {
    return switch (check) {
      case "ipfsPath", "ipfsUrl", "ipfsSubdomain" -> namespace == Namespace.IPFS;
      case "ipnsPath", "ipnsUrl", "ipnsSubdomain" -> namespace == Namespace.IPNS;
      default -> true;
    };
  }

  private static Stream<Namespace> namespaceOf(String text) {
    try {
      return Stream.of(IpfsPath.parse(text).namespace());
    } catch (AddressException noAddress) {
      return Stream.empty();
    }
  }

  @Test
  void splitsIntoSegmentsAsBoxoDoesExceptAboveTheRoot() throws Exception {
    int above = 0;
    for (String line : lines("segments.tsv").toList()) {
      String[] fields = line.split("\t", -1);
      if (fields[0].contains("..") && fields[1].isEmpty()) {
        // boxo stays at the root, as browsers do; here it is an error, since it hides a mistake
        assertThatThrownBy(() -> Segments.of(fields[0])).isInstanceOf(AddressException.class);
        above++;
      } else {
        assertThat(Segments.of(fields[0]))
            .isEqualTo(fields[1].isEmpty() ? List.of() : List.of(fields[1].split("/")));
      }
    }
    assertThat(above).isEqualTo(2);
  }

  private static Stream<String> lines(String file) throws IOException {
    try (InputStream in =
        AddressVectorsTest.class.getResourceAsStream("/vectors/addresses/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }
}
