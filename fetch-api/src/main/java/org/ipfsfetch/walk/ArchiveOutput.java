// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ipfsfetch.disk.Metadata;
import org.ipfsfetch.disk.TerminalText;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.unixfs.Mtime;

/** Hands a tree to an {@link ArchiveSink}. For one thread. */
final class ArchiveOutput implements TreeOutput {
  private final ArchiveSink sink;

  ArchiveOutput(ArchiveSink sink) {
    this.sink = sink;
  }

  @Override
  public Order order() {
    return Order.OF_THE_DAG;
  }

  @Override
  public void directory(String path, Metadata metadata) throws IOException {
    sink.directory(path, metadata.mode(), metadata.mtime());
  }

  @Override
  public File file(String path, long size, Metadata metadata) throws IOException {
    sink.file(path, size, metadata.mode(), metadata.mtime());
    return new File() {
      @Override
      public void write(long position, byte[] buffer, int offset, int length) throws IOException {
        sink.content(buffer, offset, length);
      }

      @Override
      public void complete() throws IOException {
        sink.endOfFile();
      }
    };
  }

  @Override
  public void whole(String path, Metadata metadata, byte[] buffer, int offset, int length)
      throws IOException {
    sink.file(path, length, metadata.mode(), metadata.mtime());
    sink.content(buffer, offset, length);
    sink.endOfFile();
  }

  @Override
  public void symlink(String path, byte[] target, Optional<Mtime> mtime) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(target)).toString();
      sink.symlink(path, text, mtime);
    } catch (CharacterCodingException e) {
      throw new FetchException.UnsafeContent(
          "the target of the symlink " + TerminalText.quote(path) + " is not UTF-8");
    }
  }
}
