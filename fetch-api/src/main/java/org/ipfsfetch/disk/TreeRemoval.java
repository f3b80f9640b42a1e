// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Deletes a tree, whatever its shape: links are removed and not followed, directories that keep
 * their owner out are opened first.
 *
 * <p>No recursion, and no path grows without end: a directory that lies too deep is moved up to the
 * top before it is entered. A directory is listed until it is found empty, so what another thread
 * adds meanwhile goes too.
 *
 * <p>For one thread.
 */
final class TreeRemoval {
  private static final int MAX_PATH_CHARS = 1000; // a quarter of PATH_MAX: names may be wide
  private static final int BATCH = 1024; // directories waiting, so that a wide tree needs no heap

  private final Path top;
  private final Deque<Path> waiting = new ArrayDeque<>(); // the next to be emptied is the last
  private long lifted;

  private TreeRemoval(Path top) {
    this.top = top;
  }

  /** Deletes this and all below it; nothing there is no error. */
  static void remove(Path top) throws IOException {
    if (Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
      new TreeRemoval(top).run();
    } else if (Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(top);
    }
  }

  private void run() throws IOException {
    waiting.add(top);
    while (!waiting.isEmpty()) {
      Path directory = waiting.peekLast();
      int before = waiting.size();
      if (!empty(directory) && before == waiting.size()) {
        delete(directory);
        waiting.removeLast();
      }
    }
  }

  /** Deletes the files, lets directories wait; whether it found anything. */
  private boolean empty(Path directory) throws IOException {
    boolean found = false;
    try (DirectoryStream<Path> entries = list(directory)) {
      for (Path entry : entries) {
        found = true;
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          delete(entry);
        } else if (!deleteIfEmpty(entry)) {
          waiting.addLast(lift(entry));
          if (waiting.size() % BATCH == 0) {
            return true;
          }
        }
      }
    } catch (NoSuchFileException gone) {
      return false; // somebody else removed it
    }
    return found;
  }

  private Path lift(Path directory) throws IOException {
    if (directory.toString().length() <= Math.max(MAX_PATH_CHARS, 2 * top.toString().length())) {
      return directory;
    }
    FileAttributes.setMode(directory, 0700); // else it cannot change its parent
    FileAttributes.setMode(directory.getParent(), 0700);
    Path higher = top.resolve(".removing-" + lifted++);
    while (Files.exists(higher, LinkOption.NOFOLLOW_LINKS)) {
      higher = top.resolve(".removing-" + lifted++);
    }
    return Files.move(directory, higher, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean deleteIfEmpty(Path directory) throws IOException {
    try {
      delete(directory);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  @SuppressWarnings("StreamResourceLeak") // whoever asked closes it
  private static DirectoryStream<Path> list(Path directory) throws IOException {
    try {
      return Files.newDirectoryStream(directory);
    } catch (AccessDeniedException e) {
      FileAttributes.setMode(directory, 0700);
      return Files.newDirectoryStream(directory);
    }
  }

  private void delete(Path entry) throws IOException {
    try {
      Files.deleteIfExists(entry);
    } catch (AccessDeniedException e) {
      if (entry.equals(top)) {
        throw e; // what it lies in is not ours to open
      }
      FileAttributes.setMode(entry.getParent(), 0700);
      Files.deleteIfExists(entry);
    }
  }
}
