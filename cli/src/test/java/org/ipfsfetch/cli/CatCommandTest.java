// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ipfsfetch.multiformats.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatCommandTest {
  @TempDir Path folder;

  private final Dag.Sample sample = new Dag.Sample();

  private CommandRun run() {
    return CommandRun.in(folder).with(FakeBlockSource.of(sample.dag));
  }

  @Test
  void writesTheBytesAndNothingElse() {
    CommandRun.Ended ended = run().execute("cat", sample.root + "/sub/inner.bin");

    assertThat(ended.code()).isZero();
    assertThat(ended.bytes()).containsExactly(0, 1, 2, 3);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void writesTextToATerminal() {
    CommandRun.Ended ended = run().onTerminal().execute("cat", sample.readme.toString());

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEqualTo("hello, world\n");
  }

  @Test
  void refusesBinaryOnATerminal() {
    CommandRun.Ended ended = run().onTerminal().execute("cat", sample.inner.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.bytes()).isEmpty();
    assertThat(ended.err()).contains("binary").contains("redirect");
  }

  @Test
  void refusesToSteerATerminal() {
    Cid evil = sample.dag.file("title\u001b]0;owned\u0007");

    CommandRun.Ended ended = run().onTerminal().execute("cat", evil.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void refusesADirectory() {
    CommandRun.Ended ended = run().execute("cat", sample.root.toString());

    assertThat(ended.code()).isEqualTo(6);
    assertThat(ended.err()).contains("directory");
    assertThat(ended.bytes()).isEmpty();
  }

  @Test
  void saysWhatTakesADirectory() {
    CommandRun.Ended ended = run().execute("cat", sample.root + "/sub");

    assertThat(ended.err())
        .isEqualTo(
            "ipfs-fetch: /ipfs/"
                + sample.root
                + "/sub is a directory and no file: get fetches it, ls lists it\n");
  }

  @Test
  void refusesASymlinkAndSaysWhatTakesOne() {
    CommandRun.Ended ended = run().execute("cat", sample.root + "/link");

    assertThat(ended.code()).isEqualTo(6);
    assertThat(ended.err()).contains("/link is a symlink and no file: get makes it on disk");
    assertThat(ended.bytes()).isEmpty();
  }

  @Test
  void saysOfOtherThingsWhatTheLibrarySays() {
    Cid foreign = sample.dag.foreign();

    CommandRun.Ended ended = run().execute("cat", foreign.toString());

    assertThat(ended.code()).isEqualTo(6);
    assertThat(ended.err()).contains("not a file or directory").doesNotContain("get");
  }

  @Test
  void tellsItsEventsOnStandardError() {
    CommandRun.Ended ended = run().execute("cat", "--json", sample.readme.toString());

    assertThat(ended.out()).isEqualTo("hello, world\n");
    assertThat(ended.err().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("{\"v\":1,\"event\":\"result\",\"ok\":true");
  }
}
