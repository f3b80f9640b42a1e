// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.ipfsfetch.block.Block;
import org.ipfsfetch.disk.Metadata;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.ipld.PbNode;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.unixfs.HamtShard;
import org.ipfsfetch.unixfs.UnixFs;

/**
 * Reads the nodes of a UnixFS tree: says what a block is, checks the sizes it declares, and turns
 * it into writing and further links. For the loop's thread.
 *
 * @see <a href="https://specs.ipfs.tech/unixfs/">UnixFS</a>
 */
final class TreeNodes implements TreeWalk.Nodes {
  private final TreeOutput output;
  private final Writers writers;
  private final WrittenBlocks written;
  private final WalkLimits limits;
  private final WalkProgress progress;

  TreeNodes(
      TreeOutput output,
      Writers writers,
      WrittenBlocks written,
      WalkLimits limits,
      WalkProgress progress) {
    this.output = output;
    this.writers = writers;
    this.written = written;
    this.limits = limits;
    this.progress = progress;
  }

  @Override
  public void read(Spot.ToGet spot, Block block, TreeWalk.Effects effects) throws IOException {
    try {
      if (spot.role instanceof Role.Entry entry) {
        entry(entry, block, effects);
      } else if (spot.role instanceof Role.Shard shard) {
        shard(shard, block, effects);
      } else if (spot.role instanceof Role.Part part) {
        part(part, block, effects);
      }
    } catch (DecodeException e) {
      throw new FetchException.Malformed(
          spot.role.where() + " (" + spot.cid + ") is malformed: " + e.getMessage(), e);
    }
  }

  private void entry(Role.Entry entry, Block block, TreeWalk.Effects effects)
      throws IOException, DecodeException {
    limits.entry();
    limits.depth(entry.depth(), entry.where());
    if (block.cid().codec() == Codec.RAW) {
      expect(entry, block.size());
      wholeFile(entry, Metadata.NONE, block, 0, block.size(), effects);
      return;
    }
    requireDagPb(block, entry);
    byte[] bytes = block.copy();
    PbNode node = PbNode.decode(bytes);
    UnixFs fs = UnixFs.of(node);
    Metadata metadata = new Metadata(fs.mode(), fs.mtime());
    switch (fs.type()) {
      case DIRECTORY -> {
        expectTree(entry, node);
        directory(entry, metadata, block, effects);
        effects.children(new DirectoryLinks(node, entry, limits));
      }
      case HAMT_SHARD -> {
        expectTree(entry, node);
        directory(entry, metadata, block, effects);
        HamtShard shard = HamtShard.of(node, fs);
        Role.Shard role = new Role.Shard(entry, shard.fanout(), List.of());
        effects.children(new ShardLinks(shard, role, limits, bytes.length));
      }
      case FILE, RAW -> file(entry, metadata, block, node, fs, effects);
      case SYMLINK -> {
        byte[] target =
            Arrays.copyOfRange(bytes, fs.dataOffset(), fs.dataOffset() + fs.dataLength());
        effects.first(() -> output.symlink(entry.path(), target, fs.mtime()));
        progress.symlink();
      }
      case METADATA ->
          throw new FetchException.Unsupported(
              entry.where() + " is a UnixFS metadata node, which nothing writes today");
    }
  }

  private static void requireDagPb(Block block, Role role) throws FetchException {
    if (block.cid().codec() != Codec.DAG_PB) {
      throw new FetchException.Unsupported(
          role.where()
              + " is "
              + Codec.name(block.cid().codec())
              + " data ("
              + block.cid()
              + "), not a file or directory");
    }
  }

  private void directory(Role.Entry entry, Metadata metadata, Block block, TreeWalk.Effects effects)
      throws IOException {
    effects.first(() -> output.directory(entry.path(), metadata));
    progress.directory();
    written.node(block);
  }

  private void shard(Role.Shard role, Block block, TreeWalk.Effects effects)
      throws IOException, DecodeException {
    requireDagPb(block, role);
    byte[] bytes = block.copy();
    PbNode node = PbNode.decode(bytes);
    UnixFs fs = UnixFs.of(node);
    if (fs.type() != UnixFs.Type.HAMT_SHARD) {
      throw new DecodeException("it is not a shard but " + fs.type());
    }
    HamtShard shard = HamtShard.of(node, fs);
    if (shard.fanout() != role.fanout()) {
      throw new DecodeException("fanout " + shard.fanout() + " below fanout " + role.fanout());
    }
    written.node(block);
    effects.children(new ShardLinks(shard, role, limits, bytes.length));
  }

  private void file(
      Role.Entry entry,
      Metadata metadata,
      Block block,
      PbNode node,
      UnixFs fs,
      TreeWalk.Effects effects)
      throws IOException, DecodeException {
    long size = contentSize(node, fs);
    expect(entry, size);
    if (node.linkCount() == 0) {
      wholeFile(entry, metadata, block, fs.dataOffset(), fs.dataLength(), effects);
      return;
    }
    limits.file(size, entry);
    OpenFile file = new OpenFile(entry, size);
    effects.first(() -> file.begin(output.file(entry.path(), size, metadata)));
    written.node(block);
    fileNode(new Role.Part(file, 0, size, 0), block, node, fs, effects);
    effects.lastIfOrdered(file::complete, progress::file);
  }

  private void part(Role.Part part, Block block, TreeWalk.Effects effects)
      throws IOException, DecodeException {
    limits.depth(part.depth(), part.where());
    if (block.cid().codec() == Codec.RAW) {
      partBytes(part, block, 0, block.size(), effects);
      return;
    }
    requireDagPb(block, part);
    PbNode node = PbNode.decode(block.buffer(), 0, block.size());
    UnixFs fs = UnixFs.of(node);
    if (fs.type() != UnixFs.Type.FILE && fs.type() != UnixFs.Type.RAW) {
      throw new DecodeException("a part of a file is a " + fs.type());
    }
    if (node.linkCount() == 0) {
      contentSize(node, fs);
      partBytes(part, block, fs.dataOffset(), fs.dataLength(), effects);
      return;
    }
    PbNode kept = PbNode.decode(block.copy());
    long size = contentSize(kept, fs);
    if (size != part.length()) {
      throw new DecodeException(
          "it declares " + size + " bytes where its parent declares " + part.length());
    }
    written.node(block);
    fileNode(part, block, kept, fs, effects);
  }

  /** An inner node of a file: its own bytes, if any, come before those of its children. */
  private void fileNode(
      Role.Part part, Block block, PbNode node, UnixFs fs, TreeWalk.Effects effects)
      throws IOException, DecodeException {
    if (fs.dataLength() > 0) {
      part.file().opened();
      Role.Part first = new Role.Part(part.file(), part.offset(), fs.dataLength(), part.depth());
      partBytes(first, block, fs.dataOffset(), fs.dataLength(), effects);
    }
    long own = fs.dataLength();
    Role.Part rest =
        new Role.Part(part.file(), part.offset() + own, part.length() - own, part.depth());
    FileLinks.Ended ended = effects.isOrdered() ? file -> {} : this::partDone;
    effects.children(new FileLinks(node, fs.blockSizes(), rest, ended));
  }

  private void partBytes(
      Role.Part part, Block block, int offset, int length, TreeWalk.Effects effects)
      throws DecodeException {
    if (length != part.length()) {
      throw new DecodeException(
          "it holds " + length + " bytes where its parent declares " + part.length());
    }
    OpenFile file = part.file();
    WrittenBlocks.Note note = written.note(block, file.path(), part.offset(), offset, length);
    effects.write(
        block,
        () -> file.write(part.offset(), block.buffer(), offset, length),
        () -> {
          progress.wrote(length);
          note.remember();
          if (!effects.isOrdered()) {
            partDone(file);
          }
        });
  }

  /** A part of a file is written, or all parts beneath a node are known. */
  private void partDone(OpenFile file) {
    if (file.closed()) {
      writers.write(Writers.Job.of(file::complete, progress::file));
    }
  }

  private void wholeFile(
      Role.Entry entry,
      Metadata metadata,
      Block block,
      int offset,
      int length,
      TreeWalk.Effects effects)
      throws IOException {
    limits.file(length, entry);
    WrittenBlocks.Note note = written.note(block, entry.path(), 0, offset, length);
    effects.write(
        block,
        () -> output.whole(entry.path(), metadata, block.buffer(), offset, length),
        () -> {
          progress.wrote(length);
          progress.file();
          note.remember();
        });
  }

  /**
   * The content bytes beneath a node, from its own declarations.
   *
   * @throws DecodeException if they contradict each other
   */
  static long contentSize(PbNode node, UnixFs fs) throws DecodeException {
    if (node.linkCount() != fs.blockSizes().length) {
      throw new DecodeException(
          node.linkCount() + " parts, and sizes of " + fs.blockSizes().length + " of them");
    }
    long size = fs.dataLength();
    for (long part : fs.blockSizes()) {
      size += part;
      if (part < 0 || size < 0) {
        throw new DecodeException("parts of more than 2^63 bytes");
      }
    }
    if (fs.fileSize().isPresent() && fs.fileSize().getAsLong() != size) {
      throw new DecodeException(
          "it declares "
              + Long.toUnsignedString(fs.fileSize().getAsLong())
              + " bytes and holds "
              + size);
    }
    return size;
  }

  private void expect(Role.Entry entry, long size) {
    if (entry.path().isEmpty()) {
      progress.expect(size);
    }
  }

  /** The sizes in a directory's links count structure too, and are nobody's promise. */
  private void expectTree(Role.Entry entry, PbNode node) {
    if (!entry.path().isEmpty()) {
      return;
    }
    long total = 0;
    for (int i = 0; i < node.linkCount(); i++) {
      long tsize = node.link(i).tsize();
      if (tsize < 0 || total + tsize < 0) {
        return;
      }
      total += tsize;
    }
    progress.expect(total);
  }
}
