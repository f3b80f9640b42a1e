// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ipfsfetch.failure.FetchException.LimitExceeded;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.ipfsfetch.unixfs.Mtime;

/**
 * A tree on its way to a target: written where nobody looks, then there whole or not at all.
 *
 * <p>{@link #open} looks at the target, before anything is fetched: absent, it is created by one
 * rename from a temporary sibling; an empty directory is filled and stays the same directory;
 * anything else is refused or, if asked for, replaced at the end. A symlink at the target is never
 * followed. A missing parent is an error and not created.
 *
 * <p>Paths are relative to the root, separated by {@code /}; {@code ""} is the root itself and
 * comes first. A directory comes before what is in it. If the root is a file or a symlink, it is
 * the only entry. Files appear with {@code CREATE_NEW} in a fresh private directory, and symlinks
 * are made when no file is written any more: nothing is ever written through a link, and two
 * entries of one name, or of names that the file system takes for one, are found out.
 *
 * <p>Thread-safe for any number of writers. {@link #commit()} and {@link #close()} come when they
 * have returned; the two exclude each other, by a monitor that is held while they work, so that
 * closing on a signal cannot remove what is landing. Whoever opens it closes it; without a commit
 * everything temporary is then removed.
 */
public final class Staging implements AutoCloseable {
  private static final int MAX_OPEN_FILES = 128; // an eighth of the usual limit of a process
  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path target;
  private final StagingOptions options;
  private final Path notes; // the first container; holds what is remembered besides the tree
  private final OpenFiles files = new OpenFiles(MAX_OPEN_FILES);
  private final Symlinks symlinks;
  private final LateMetadata late;
  private final SeenIndex seen;
  private final PathTable paths;
  private final NodeFile nodes;
  private final AtomicReference<RootKind> root = new AtomicReference<>();
  private final AtomicInteger incomplete = new AtomicInteger();
  private volatile Landing landing;
  private volatile Metadata rootMetadata = Metadata.NONE;
  private volatile boolean ended;

  private Staging(Path target, StagingOptions options, Landing landing) {
    this.target = target;
    this.options = options;
    this.landing = landing;
    this.notes = landing.container();
    this.symlinks = new Symlinks(notes.resolve("links"), options);
    this.late = new LateMetadata(notes.resolve("metadata"));
    this.seen = SeenIndex.spillingTo(notes.resolve("seen"));
    this.paths = PathTable.spillingTo(notes.resolve("paths"));
    this.nodes = new NodeFile(notes.resolve("nodes"));
  }

  /**
   * Looks at the target and makes a temporary place for it.
   *
   * @throws FileAlreadyExistsException if something is there that is no empty directory and may not
   *     be replaced
   * @throws NoSuchFileException if the directory that is to hold the target is missing
   * @throws IOException if nothing can be written there
   */
  public static Staging open(Path target, Overwrite overwrite, StagingOptions options)
      throws IOException {
    Path named = Landing.named(target);
    return new Staging(named, requireNonNull(options), Landing.choose(named, overwrite));
  }

  /** Where the tree will be; absolute. */
  public Path target() {
    return target;
  }

  /**
   * Makes a directory.
   *
   * @param metadata set when all is written below it; of a directory that was there before, the
   *     mode stays as it is
   * @throws UnsafeContent if an entry of this name exists
   * @throws LimitExceeded if the path is too deep or too long
   */
  public void directory(String path, Metadata metadata) throws IOException {
    Path place = place(path, RootKind.DIRECTORY);
    try {
      if (path.isEmpty()) {
        rootMetadata = metadata;
      } else {
        late.remember(path, metadata);
      }
      Files.createDirectory(place);
    } catch (IOException e) {
      throw DiskTrouble.making(path, target, e);
    }
  }

  /**
   * Makes a file whose bytes come in pieces.
   *
   * @param size bytes it will have
   * @throws UnsafeContent if an entry of this name exists
   * @throws LimitExceeded if the path is too deep or too long
   */
  public FileSlot file(String path, long size, Metadata metadata) throws IOException {
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size + " of " + path);
    }
    Path place = place(path, RootKind.FILE);
    OpenFiles.Handle handle = new OpenFiles.Handle(place);
    try {
      files.add(handle, FileChannel.open(place, NEW_FILE));
    } catch (IOException e) {
      throw DiskTrouble.making(path, target, e);
    }
    incomplete.incrementAndGet();
    return new FileSlot(path, size, target, files, handle, new Finish(path, place, metadata));
  }

  /**
   * Makes a file of bytes that are all here: create, write, close.
   *
   * @throws UnsafeContent if an entry of this name exists
   * @throws LimitExceeded if the path is too deep or too long
   */
  public void writeWhole(String path, Metadata metadata, byte[] buffer, int offset, int length)
      throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    Path place = place(path, RootKind.FILE);
    incomplete.incrementAndGet(); // for good if it fails: a cut file never lands
    try (FileChannel channel = FileChannel.open(place, NEW_FILE)) {
      FileSlot.writeFully(channel, 0, buffer, offset, length);
      sync(channel);
    } catch (IOException e) {
      throw DiskTrouble.making(path, target, e);
    }
    setFileMetadata(path, place, metadata);
    incomplete.decrementAndGet();
  }

  /**
   * Remembers a symlink, to be made by {@link #commit()}.
   *
   * @param linkTarget its target as stored
   * @throws UnsafeContent if the target is no text, empty, too long, or leads out of the tree and
   *     may not; whether it does so through other links, or has the name of another entry, shows in
   *     {@link #commit()}
   * @throws LimitExceeded if the path is too deep or too long
   */
  public void symlink(String path, byte[] linkTarget, Optional<Mtime> mtime) throws IOException {
    place(path, RootKind.SYMLINK);
    symlinks.remember(path, linkTarget, mtime);
  }

  /** Reads a range that was written before, of a file that may still be incomplete. */
  public void readBack(String path, long position, byte[] into, int offset, int length)
      throws IOException {
    Path place = TreePath.resolve(landing.tree(), path, options);
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    try (FileChannel channel = FileChannel.open(place, READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position() - offset) < 0) {
          throw new IOException("it ends before byte " + (position + length));
        }
      }
    } catch (IOException e) {
      throw DiskTrouble.at(place, "read back", e);
    }
  }

  /** Where blocks are that were written; empty at first, for one thread, closed with this. */
  public SeenIndex seenIndex() {
    return seen;
  }

  /** Numbers for paths; empty at first, for one thread, closed with this. */
  public PathTable pathTable() {
    return paths;
  }

  /** Bytes that are kept beside the tree until it is committed or closed. */
  public NodeFile nodeFile() {
    return nodes;
  }

  /**
   * Makes the links, sets modes and times, and moves the tree to the target.
   *
   * @return what was replaced and could not be removed; normally nothing
   * @throws UnsafeContent if a link has the name of another entry or can lead out of the tree
   * @throws FileAlreadyExistsException if something appeared at the target
   * @throws IOException if the disk refuses; the target is as it was, {@link #close()} does the
   *     rest
   */
  public synchronized Optional<Path> commit() throws IOException {
    requireWhole();
    ended = true;
    symlinks.makeAll(landing.tree(), target);
    late.applyBeforeMove(landing.tree());
    seen.close(); // what is moved aside next may hold their files
    paths.close();
    nodes.close();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted before " + target + " was complete");
    }
    return landing.land(this::finish);
  }

  /** Removes what is temporary: all of it without a commit, after one what was only remembered. */
  @Override
  public synchronized void close() throws IOException {
    ended = true;
    List<IOException> troubles = new ArrayList<>();
    for (Closeable part :
        List.<Closeable>of(
            files::close, symlinks::close, late::close, seen::close, paths::close, nodes::close)) {
      closePart(part, troubles);
    }
    for (Path container : Set.copyOf(List.of(notes, landing.container()))) {
      closePart(() -> TreeRemoval.remove(container), troubles);
    }
    if (!troubles.isEmpty()) {
      IOException first = troubles.get(0);
      throw DiskTrouble.at(landing.container(), "remove the temporary", first);
    }
  }

  /** What ends a file that came in pieces. */
  private final class Finish implements FileSlot.Completion {
    private final String path;
    private final Path place;
    private final Metadata metadata;

    Finish(String path, Path place, Metadata metadata) {
      this.path = path;
      this.place = place;
      this.metadata = requireNonNull(metadata);
    }

    @Override
    public void sync(FileChannel channel) throws IOException {
      Staging.this.sync(channel);
    }

    @Override
    public void closed() throws IOException {
      setFileMetadata(path, place, metadata);
      incomplete.decrementAndGet();
    }
  }

  private Path place(String path, RootKind kind) throws IOException {
    if (ended) {
      throw new IOException("writing has ended: " + target + " is closed");
    }
    if (path.isEmpty()) {
      if (!root.compareAndSet(null, kind)) {
        throw new IllegalStateException("a second root for " + target);
      }
      landing = landing.forRoot(kind);
    } else if (root.get() != RootKind.DIRECTORY) {
      throw new IllegalStateException("the root directory comes before " + path);
    }
    return TreePath.resolve(landing.tree(), path, options);
  }

  private void sync(FileChannel channel) throws IOException {
    if (options.syncFiles()) {
      channel.force(true);
    }
  }

  /** A mode without the owner's read bit waits: what is written may have to be read back. */
  private void setFileMetadata(String path, Path place, Metadata metadata) throws IOException {
    if (metadata.isEmpty()) {
      return;
    }
    try {
      if (metadata.denies(FileAttributes.OWNER_READ)) {
        FileAttributes.set(place, metadata.onlyMtime());
        late.remember(path, metadata.onlyMode());
      } else {
        FileAttributes.set(place, metadata);
      }
    } catch (IOException e) {
      throw DiskTrouble.writing(path, target, e);
    }
  }

  private void requireWhole() {
    if (ended || root.get() == null || incomplete.get() > 0) {
      throw new IllegalStateException(
          target + " is not ready: ended " + ended + ", files incomplete " + incomplete.get());
    }
  }

  /** At the target, while all can still be taken back. */
  private void finish(Path place) throws IOException {
    late.applyAfterMove(place);
    if (landing.keepsDirectory()) {
      setMtimeOfKept(place);
    } else {
      FileAttributes.set(place, rootMetadata);
    }
  }

  private void setMtimeOfKept(Path directory) {
    try {
      FileAttributes.set(directory, rootMetadata.onlyMtime());
    } catch (IOException ignored) {
      // writable and not ours, a mount point say: its time is its owner's
    }
  }

  private static void closePart(Closeable part, List<IOException> troubles) {
    try {
      part.close();
    } catch (IOException e) {
      troubles.add(e);
    }
  }
}
