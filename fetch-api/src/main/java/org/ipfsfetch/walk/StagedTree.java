// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.Optional;
import org.ipfsfetch.disk.FileSlot;
import org.ipfsfetch.disk.Metadata;
import org.ipfsfetch.disk.Staging;
import org.ipfsfetch.unixfs.Mtime;

/** Writes a tree below the staging of a target on disk. Thread-safe. */
final class StagedTree implements TreeOutput {
  private final Staging staging;

  StagedTree(Staging staging) {
    this.staging = staging;
  }

  @Override
  public Order order() {
    return Order.ANY;
  }

  @Override
  public void directory(String path, Metadata metadata) throws IOException {
    staging.directory(path, metadata);
  }

  @Override
  public File file(String path, long size, Metadata metadata) throws IOException {
    FileSlot slot = staging.file(path, size, metadata);
    return new File() {
      @Override
      public void write(long position, byte[] buffer, int offset, int length) throws IOException {
        slot.write(position, buffer, offset, length);
      }

      @Override
      public void complete() throws IOException {
        slot.complete();
      }
    };
  }

  @Override
  public void whole(String path, Metadata metadata, byte[] buffer, int offset, int length)
      throws IOException {
    staging.writeWhole(path, metadata, buffer, offset, length);
  }

  @Override
  public void symlink(String path, byte[] target, Optional<Mtime> mtime) throws IOException {
    staging.symlink(path, target, mtime);
  }
}
