// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.math.BigDecimal;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.ipfsfetch.unixfs.Mtime;

/**
 * An entry whose time is kept to the nanosecond: the library writes a tenth of a microsecond,
 * unless an additional PAX header says it better.
 */
final class ExactTimeEntry extends TarArchiveEntry {
  private static final int NANO_DIGITS = 9;

  private final Mtime mtime;

  ExactTimeEntry(String name, byte type, Mtime mtime) {
    super(name, type, true);
    this.mtime = mtime;
  }

  static ExactTimeEntry of(String name, byte type, Mtime mtime) {
    ExactTimeEntry entry = new ExactTimeEntry(name, type, mtime);
    entry.setLastModifiedTime(FileTime.from(Instant.ofEpochSecond(mtime.seconds())));
    return entry;
  }

  @Override
  public Map<String, String> getExtraPaxHeaders() {
    if (mtime.nanos() == 0) {
      return super.getExtraPaxHeaders();
    }
    BigDecimal time =
        BigDecimal.valueOf(mtime.seconds()).add(BigDecimal.valueOf(mtime.nanos(), NANO_DIGITS));
    return Map.of("mtime", time.toPlainString());
  }
}
