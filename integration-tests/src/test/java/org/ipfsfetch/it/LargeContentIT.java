// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipfsfetch.it.TreeAssert.assertThatTree;

import java.nio.file.Path;
import org.ipfsfetch.FetchResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Content that is large in each of the three ways: bytes, files, entries of one folder. The tests
 * run in a small heap, which is part of what they show.
 */
@ExtendWith(RealKubo.class)
class LargeContentIT {
  private static Added gibibyte;
  private static Added tenThousandFiles;
  private static Added twentyThousandEntries;

  @BeforeAll
  static void add(Kubo kubo) throws Exception {
    String[] options = {"--cid-version=1", "--chunker=size-1048576"};
    gibibyte = Added.to(kubo, Trees.gibibyte(), options);
    tenThousandFiles = Added.to(kubo, Trees.tenThousandFiles(), options);
    twentyThousandEntries = Added.to(kubo, Trees.twentyThousandEntries(), options);
  }

  @ParameterizedTest
  @EnumSource
  void aFileOfOneGibibyte(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    FetchResult result = way.fetch(kubo, gibibyte.address(), folder.resolve("out"));

    assertThat(result.bytes()).isEqualTo(1L << 30);
    assertThatTree(folder.resolve("out")).isSameAs(gibibyte.tree());
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandFilesInAHundredFolders(Way way, Kubo kubo, @TempDir Path folder)
      throws Exception {
    FetchResult result = way.fetch(kubo, tenThousandFiles.address(), folder.resolve("out"));

    assertThat(result.files()).isEqualTo(10_000);
    assertThatTree(folder.resolve("out")).isSameAs(tenThousandFiles.tree());
  }

  @ParameterizedTest
  @EnumSource
  void aShardedFolderOfTwentyThousandEntries(Way way, Kubo kubo, @TempDir Path folder)
      throws Exception {
    FetchResult result = way.fetch(kubo, twentyThousandEntries.address(), folder.resolve("out"));

    assertThat(result.files()).isEqualTo(20_000);
    assertThatTree(folder.resolve("out")).isSameAs(twentyThousandEntries.tree());
  }

  @ParameterizedTest
  @EnumSource
  void oneEntryOfAShardedFolder(Way way, Kubo kubo, @TempDir Path folder) throws Exception {
    String name = "entry-12345.txt";

    FetchResult result =
        way.fetch(kubo, twentyThousandEntries.address() + "/" + name, folder.resolve("out"));

    assertThat(result.blocks()).as("only what lies on the path").isLessThan(10);
    assertThat(folder.resolve("out"))
        .hasSameBinaryContentAs(twentyThousandEntries.tree().resolve(name));
  }
}
