// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ipfsfetch.config.SymlinkPolicy;
import org.ipfsfetch.unixfs.Mtime;
import org.junit.jupiter.api.Test;

class TarSinkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TarSink sink = new TarSink(out, "root", SymlinkPolicy.REFUSE_ESCAPING);

  private TarArchiveEntry first() throws IOException {
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      return in.getNextEntry();
    }
  }

  private void file(String path, OptionalInt mode, Optional<Mtime> mtime) throws IOException {
    sink.file(path, 3, mode, mtime);
    sink.content(new byte[] {9, 1, 2, 3}, 1, 3);
    sink.endOfFile();
    sink.finish();
  }

  @Test
  void keepsNamesOfAnyLengthAndLanguage() throws IOException {
    String name = "d/".repeat(200) + "näme-世界".repeat(20);

    file(name, OptionalInt.empty(), Optional.empty());

    assertThat(first().getName()).isEqualTo("root/" + name);
  }

  @Test
  void keepsModeAndTimeToTheNanosecond() throws IOException {
    file("run.sh", OptionalInt.of(0750), Optional.of(new Mtime(1_700_000_000L, 123_456_789)));

    assertThat(first().getMode() & 0777).isEqualTo(0750);
    assertThat(out.toString(StandardCharsets.ISO_8859_1))
        .contains("30 mtime=1700000000.123456789\n");
  }

  @Test
  void keepsTimesBeforeTheEpochAndFarAhead() throws IOException {
    file("old", OptionalInt.empty(), Optional.of(new Mtime(-86_400, 0)));

    assertThat(first().getLastModifiedTime().toInstant()).isEqualTo(Instant.ofEpochSecond(-86_400));
  }

  @Test
  void countsNanosecondsForwardBeforeTheEpochToo() throws IOException {
    file("old", OptionalInt.empty(), Optional.of(new Mtime(-2, 250_000_000)));

    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("mtime=-1.750000000\n");
  }

  @Test
  void dropsBitsThatLendTheRightsOfAnOwner() throws IOException {
    file("sh", OptionalInt.of(06755), Optional.empty());

    assertThat(first().getMode() & 07777).isEqualTo(0755);
  }

  @Test
  void isTheSameForTheSameContent() throws IOException {
    file("a", OptionalInt.empty(), Optional.empty());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    TarSink other = new TarSink(again, "root", SymlinkPolicy.REFUSE_ESCAPING);
    other.file("a", 3, OptionalInt.empty(), Optional.empty());
    other.content(new byte[] {1, 2, 3}, 0, 3);
    other.endOfFile();
    other.finish();

    assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
    assertThat(first().getMode() & 07777).isEqualTo(0644);
    assertThat(first().getUserName()).isEmpty();
  }

  @Test
  void holdsFilesBeyondWhatOctalCanSay() throws IOException {
    sink.file("huge", 1L << 40, OptionalInt.empty(), Optional.empty());

    assertThat(first().getSize()).isEqualTo(1L << 40);
  }
}
