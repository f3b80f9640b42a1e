// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.ipfsfetch.unixfs.Mtime;

/**
 * Modes and times that can only be set when nothing more is written below them.
 *
 * <p>Every entry made in a directory changes its time, and some modes would keep us out. So they
 * are remembered, a parent always before its children, and set from the last to the first: children
 * before parents. What moves to the target by itself may need a second round: a directory without
 * the owner's write bit cannot be moved to another parent. The root is not among them: {@link
 * Staging} sets it last of all.
 *
 * <p>Thread-safe for {@link #remember}; the rounds come when all is written.
 */
final class LateMetadata implements AutoCloseable {
  private static final int HAS_MODE = 1;
  private static final int HAS_MTIME = 2;

  private final SpillFile entries;

  LateMetadata(Path file) {
    this.entries = new SpillFile(file);
  }

  /** To be called before the directory is made: then no child can come before its parent. */
  void remember(String path, Metadata metadata) throws IOException {
    if (!metadata.isEmpty()) {
      entries.append(encode(path, metadata));
    }
  }

  /** The first round: all that can be set before the tree moves. */
  void applyBeforeMove(Path tree) throws IOException {
    apply(tree, false);
  }

  /** The second round, at the target. */
  void applyAfterMove(Path root) throws IOException {
    apply(root, true);
  }

  private void apply(Path root, boolean afterMove) throws IOException {
    long position = entries.end();
    while (position > 0) {
      position = entries.before(position);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(entries.at(position)));
      Metadata metadata = readMetadata(in);
      String path = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (waitsForMove(path, metadata) == afterMove) {
        FileAttributes.set(root.resolve(path), metadata);
      }
    }
  }

  private static boolean waitsForMove(String path, Metadata metadata) {
    return path.indexOf('/') < 0 && metadata.denies(FileAttributes.OWNER_WRITE);
  }

  private static byte[] encode(String path, Metadata metadata) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writeMetadata(out, metadata);
    out.write(path.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  static void writeMetadata(DataOutputStream out, Metadata metadata) throws IOException {
    Optional<Mtime> mtime = metadata.mtime();
    out.writeByte(
        (metadata.mode().isPresent() ? HAS_MODE : 0) | (mtime.isPresent() ? HAS_MTIME : 0));
    if (metadata.mode().isPresent()) {
      out.writeShort(metadata.mode().getAsInt());
    }
    if (mtime.isPresent()) {
      out.writeLong(mtime.get().seconds());
      out.writeInt(mtime.get().nanos());
    }
  }

  static Metadata readMetadata(DataInputStream in) throws IOException {
    int present = in.readByte();
    OptionalInt mode =
        (present & HAS_MODE) != 0 ? OptionalInt.of(in.readShort()) : OptionalInt.empty();
    Optional<Mtime> mtime =
        (present & HAS_MTIME) != 0
            ? Optional.of(new Mtime(in.readLong(), in.readInt()))
            : Optional.empty();
    return new Metadata(mode, mtime);
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
