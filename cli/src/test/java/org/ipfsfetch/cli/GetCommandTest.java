// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ipfsfetch.car.CarBlock;
import org.ipfsfetch.car.CarLimits;
import org.ipfsfetch.car.CarReader;
import org.ipfsfetch.multiformats.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {
  @TempDir Path folder;

  private final Dag.Sample sample = new Dag.Sample();

  private CommandRun run() {
    return CommandRun.in(folder).with(FakeBlockSource.of(sample.dag));
  }

  @Test
  void takesTheCidForANameWhereTheAddressHasNone() {
    CommandRun.Ended ended = run().execute("get", "ipfs://" + sample.root);

    assertThat(ended.code()).isZero();
    assertThat(folder.resolve(sample.root.toString()).resolve("sub/inner.bin"))
        .hasBinaryContent(new byte[] {0, 1, 2, 3});
    assertThat(folder.resolve(sample.root.toString()).resolve("link")).isSymbolicLink();
  }

  @Test
  void takesTheLastNameOfTheAddress() {
    run().execute("get", "/ipfs/" + sample.root + "/readme.txt");

    assertThat(folder.resolve("readme.txt")).hasContent("hello, world\n");
  }

  @Test
  void endsWithOneLineOfCidPathBytesAndTheRest() {
    CommandRun.Ended ended = run().execute("get", "-o", "my tree", sample.root.toString());

    assertThat(ended.outLines()).hasSize(1);
    assertThat(ended.outLines().get(0).split("\t"))
        .hasSize(4)
        .startsWith(sample.root.toString(), "my tree", "17");
    assertThat(ended.outLines().get(0)).contains("17 B in 2 files from fake (");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void saysNothingWhenQuiet() {
    CommandRun.Ended ended = run().execute("get", "-q", sample.root.toString());

    assertThat(ended.code()).isZero();
    assertThat(ended.out() + ended.err()).isEmpty();
  }

  @Test
  void saysWhatItFailedAtEvenWhenQuiet() {
    CommandRun.Ended ended = run().execute("get", "-q", sample.root + "/nothing");

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.err()).startsWith("ipfs-fetch: ");
  }

  @Test
  void addsTheStackTraceWhenVerbose() {
    CommandRun.Ended ended = run().execute("get", "-v", sample.root + "/nothing");

    assertThat(ended.err()).contains("NoSuchPath").contains("  at ");
  }

  @Test
  void replacesWhatIsThereWhenTold() throws IOException {
    Files.writeString(folder.resolve("readme.txt"), "old");

    CommandRun.Ended ended = run().execute("get", "--overwrite", sample.root + "/readme.txt");

    assertThat(ended.code()).isZero();
    assertThat(folder.resolve("readme.txt")).hasContent("hello, world\n");
  }

  @Test
  void refusesStandardOutputForATreeWithAHint() {
    CommandRun.Ended ended = run().execute("get", "-o", "-", sample.root.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("cat").contains("--tar -");
  }

  @Test
  void takesOneOutputOnly() {
    CommandRun.Ended ended = run().execute("get", "-o", "a", "--tar", "b", sample.root.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("choose one");
  }

  @Test
  void takesWhatFollowsTwoDashesForAnAddress() {
    CommandRun.Ended ended = run().execute("get", "-o", "tree", "--", sample.root.toString());

    assertThat(ended.code()).isZero();
    assertThat(run().execute("get", "--", "--help").code()).isEqualTo(2);
  }

  @Test
  void writesATar() throws IOException {
    CommandRun.Ended ended = run().execute("get", "--tar", "tree.tar", sample.root.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(names(Files.readAllBytes(folder.resolve("tree.tar"))))
        .containsExactlyInAnyOrder(
            sample.root + "/",
            sample.root + "/readme.txt",
            sample.root + "/sub/",
            sample.root + "/sub/inner.bin",
            sample.root + "/link");
  }

  @Test
  void writesATarToStandardOutputAndWordsToStandardError() throws IOException {
    CommandRun.Ended ended = run().execute("get", "--tar", "-", sample.root + "/sub");

    assertThat(names(ended.bytes())).containsExactly("sub/", "sub/inner.bin");
    assertThat(ended.err()).startsWith(sample.sub.toString());
  }

  @Test
  void writesACar() throws Exception {
    CommandRun.Ended ended = run().execute("get", "--car", "-", sample.root.toString());

    List<Cid> cids = new ArrayList<>();
    try (CarReader reader =
        new CarReader(new ByteArrayInputStream(ended.bytes()), CarLimits.defaults())) {
      for (var block = reader.next(); block.isPresent(); block = reader.next()) {
        cids.add(block.map(CarBlock::cid).orElseThrow());
      }
    }
    assertThat(cids).containsExactlyInAnyOrderElementsOf(sample.dag.blocks().keySet());
    assertThat(cids.get(0)).isEqualTo(sample.root);
  }

  @Test
  void readsACarInsteadOfAskingAnybody() {
    run().execute("get", "--car", "tree.car", sample.root.toString());

    CommandRun.Ended ended =
        CommandRun.in(folder)
            .execute("get", "--from-car", "tree.car", "-o", "tree", sample.root.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(folder.resolve("tree/readme.txt")).hasContent("hello, world\n");
  }

  @Test
  void readsACarFromStandardInput() {
    byte[] car = run().execute("get", "--car", "-", sample.root.toString()).bytes();

    CommandRun.Ended ended =
        CommandRun.in(folder)
            .withInput(car)
            .execute("get", "--from-car", "-", "-o", "tree", sample.root.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(folder.resolve("tree/readme.txt")).hasContent("hello, world\n");
  }

  @Test
  void saysWhichCarIsMissing() {
    CommandRun.Ended ended =
        run().execute("get", "--from-car", "nowhere.car", sample.root.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("nowhere.car");
  }

  @Test
  void leavesATarWithoutItsEndWhenItFails() {
    sample.dag.blocks().remove(sample.inner);

    CommandRun.Ended ended = run().execute("get", "--tar", "-", sample.root.toString());

    assertThat(ended.code()).isEqualTo(3);
    assertThat(endsWithZeros(ended.bytes())).isFalse();
  }

  @Test
  void leavesNoArchiveFileWhenItFails() throws IOException {
    sample.dag.blocks().remove(sample.inner);

    assertThat(run().execute("get", "--tar", "t.tar", sample.root.toString()).code()).isEqualTo(3);
    assertThat(run().execute("get", "--car", "t.car", sample.root.toString()).code()).isEqualTo(3);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void replacesAnArchiveOnlyWhenTold() throws IOException {
    Files.writeString(folder.resolve("t.tar"), "precious");

    assertThat(run().execute("get", "--tar", "t.tar", sample.root.toString()).code()).isEqualTo(10);
    assertThat(folder.resolve("t.tar")).hasContent("precious");
    assertThat(run().execute("get", "--overwrite", "--tar", "t.tar", sample.root.toString()).code())
        .isZero();
    assertThat(names(Files.readAllBytes(folder.resolve("t.tar")))).hasSize(5);
  }

  @Test
  void refusesAnArchiveOnATerminalBeforeItAsksAnybody() {
    CommandRun.Ended ended =
        run().onTerminal().execute("get", "--car", "-", sample.root.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("terminal");
    assertThat(ended.bytes()).isEmpty();
  }

  @Test
  void refusesAnEscapingLinkInATarToo() {
    Dag dag = new Dag();
    Cid root = dag.directory(Map.of("out", dag.symlink("../../etc")));

    CommandRun.Ended ended =
        CommandRun.in(folder)
            .with(FakeBlockSource.of(dag))
            .execute("get", "--tar", "-", root.toString());

    assertThat(ended.code()).isEqualTo(8);
  }

  @Test
  void escapesNamesInTheResultLine() {
    CommandRun.Ended ended =
        run().execute("get", "-o", "new\nline\u001b[31m", sample.readme.toString());

    assertThat(ended.code()).isZero();
    assertThat(ended.outLines()).hasSize(1);
    assertThat(ended.out()).contains("new\\nline\\x1b[31m");
  }

  private static List<String> names(byte[] tar) throws IOException {
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private static boolean endsWithZeros(byte[] tar) {
    if (tar.length < 1024) {
      return false;
    }
    for (int i = tar.length - 1024; i < tar.length; i++) {
      if (tar[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
