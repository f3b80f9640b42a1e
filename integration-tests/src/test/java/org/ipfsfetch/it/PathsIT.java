// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.failure.FetchException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses that lead into the content. */
@ExtendWith(RealKubo.class)
class PathsIT {
  private static Added everyday;
  private static Added sharded;

  @BeforeAll
  static void add(Kubo kubo) throws Exception {
    everyday = Added.to(kubo, Layout.CID_V1);
    sharded = Added.to(kubo, Layout.HAMT_FANOUT_8);
  }

  @ParameterizedTest
  @EnumSource
  void toAFolder(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    way.fetch(kubo, everyday.address() + "/odd names", folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(everyday.tree().resolve("odd names"));
  }

  @ParameterizedTest
  @EnumSource
  void toAFileWithAnOddName(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    String path = "odd names/日本語 フォルダ/naïve/ファイル";

    way.fetch(kubo, everyday.address() + "/" + path, folder.resolve("out"));

    assertThat(folder.resolve("out")).hasSameBinaryContentAs(everyday.tree().resolve(path));
  }

  @ParameterizedTest
  @EnumSource
  void throughAShardedFolderToAShardedFolder(Way way, Kubo kubo, @TempDir Path folder)
      throws Exception {
    way.fetch(kubo, sharded.address() + "/below", folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(sharded.tree().resolve("below"));
  }

  @ParameterizedTest
  @EnumSource
  void throughALinkInDagCbor(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    String json = "{\"site\": {\"versions\": [1, {\"/\": \"%s\"}]}}".formatted(everyday.cid());
    Path node = ContentFolder.fresh("cbor", made -> Files.writeString(made.resolve("node"), json));
    String cbor =
        kubo.ipfs(
            "dag",
            "put",
            "--store-codec=dag-cbor",
            "--input-codec=dag-json",
            node.resolve("node").toString());

    way.fetch(kubo, "/ipfs/" + cbor + "/site/versions/1/twins", folder.resolve("out"));

    assertThatTree(folder.resolve("out")).isSameAs(everyday.tree().resolve("twins"));
  }

  @ParameterizedTest
  @EnumSource
  void toNothing(Way way, Kubo kubo, @TempDir Path folder) {
    assertThatThrownBy(
            () -> way.fetch(kubo, everyday.address() + "/a/nowhere/b", folder.resolve("out")))
        .isInstanceOf(FetchException.NoSuchPath.class)
        .hasMessageContaining("nowhere");

    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void bringsOnlyWhatThePathLeadsTo(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    FetchResult result =
        way.fetch(kubo, everyday.address() + "/sizes/100 bytes", folder.resolve("out"));

    assertThat(result.bytes()).isEqualTo(100);
    assertThat(result.blocks()).as("two folders and the file").isEqualTo(3);
  }
}
