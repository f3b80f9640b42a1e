// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The channels of files that are being written: at most a fixed number stay open, the one unused
 * longest is closed for the next and opened again when its file has more to write.
 *
 * <p>Thread-safe. One lock guards the fields here and those of {@link Handle}; files are opened and
 * closed outside of it, so two threads may open one file twice for a moment, and one of the two
 * channels is given up. More writers than channels go beyond the bound rather than wait.
 */
final class OpenFiles implements AutoCloseable {
  private final Object lock = new Object();
  private final int limit;
  private final LinkedHashSet<Handle> idle = new LinkedHashSet<>(); // unused longest first
  private int open;
  private boolean closed;

  OpenFiles(int limit) {
    this.limit = limit;
  }

  /** One file's place among the open ones. */
  static final class Handle {
    private final Path file;
    private Optional<FileChannel> channel = Optional.empty();
    private int users;

    Handle(Path file) {
      this.file = file;
    }
  }

  /** A channel that stays open until it is given back. */
  FileChannel borrow(Handle handle) throws IOException {
    Optional<FileChannel> victim;
    synchronized (lock) {
      requireOpen();
      if (handle.channel.isPresent()) {
        handle.users++;
        idle.remove(handle);
        return handle.channel.get();
      }
      victim = reserve();
    }
    return adopt(handle, openInsteadOf(victim, handle));
  }

  /** Takes a channel that was just opened, as if it had been borrowed and given back. */
  void add(Handle handle, FileChannel fresh) throws IOException {
    Optional<FileChannel> victim;
    synchronized (lock) {
      if (closed) {
        victim = Optional.of(fresh);
      } else {
        victim = reserve();
        handle.channel = Optional.of(fresh);
        idle.add(handle);
      }
    }
    close(victim);
  }

  void giveBack(Handle handle) throws IOException {
    Optional<FileChannel> unwanted = Optional.empty();
    synchronized (lock) {
      handle.users--;
      if (handle.users == 0) {
        idle.add(handle);
        if (closed || open > limit) {
          unwanted = evict();
        }
      }
    }
    close(unwanted);
  }

  /** Closes the file's channel; nobody may be using it. */
  void forget(Handle handle) throws IOException {
    Optional<FileChannel> channel;
    synchronized (lock) {
      channel = handle.channel;
      handle.channel = Optional.empty();
      if (idle.remove(handle)) {
        open--;
      }
    }
    close(channel);
  }

  @Override
  public void close() throws IOException {
    List<FileChannel> channels = new ArrayList<>();
    synchronized (lock) {
      closed = true;
      while (!idle.isEmpty()) {
        evict().ifPresent(channels::add);
      }
    }
    for (FileChannel channel : channels) {
      channel.close();
    }
  }

  int openNow() {
    synchronized (lock) {
      return open;
    }
  }

  private FileChannel openInsteadOf(Optional<FileChannel> victim, Handle handle)
      throws IOException {
    try {
      close(victim);
      return FileChannel.open(handle.file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException | RuntimeException e) {
      synchronized (lock) {
        open--;
      }
      throw e;
    }
  }

  private FileChannel adopt(Handle handle, FileChannel opened) throws IOException {
    FileChannel used;
    synchronized (lock) {
      handle.users++;
      idle.remove(handle);
      if (handle.channel.isEmpty()) {
        handle.channel = Optional.of(opened);
        return opened;
      }
      open--; // another thread was faster
      used = handle.channel.get();
    }
    opened.close();
    return used;
  }

  /** Counts one more; what it gives must be closed outside the lock. */
  private Optional<FileChannel> reserve() {
    open++;
    return open > limit ? evict() : Optional.empty();
  }

  private Optional<FileChannel> evict() {
    Iterator<Handle> oldest = idle.iterator();
    if (!oldest.hasNext()) {
      return Optional.empty();
    }
    Handle handle = oldest.next();
    oldest.remove();
    open--;
    Optional<FileChannel> channel = handle.channel;
    handle.channel = Optional.empty();
    return channel;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("writing has ended: the place it went to is closed");
    }
  }

  private static void close(Optional<FileChannel> channel) throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
