// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.failure.FetchException.LimitExceeded;
import org.ipfsfetch.failure.FetchException.UnsafeContent;

/**
 * What the operating system said about a file, retold with the target in it.
 *
 * <p>The JDK keeps no error numbers, only their texts. In a language other than English a full disk
 * is still an {@link IOException} that quotes the system, only less well told.
 */
final class DiskTrouble {
  private DiskTrouble() {}

  /** While an entry of the tree was made: that it exists is a fault of the content. */
  static IOException making(String path, Path target, IOException cause) {
    if (cause instanceof FileAlreadyExistsException) {
      return new UnsafeContent(
          "two entries named "
              + TerminalText.quote(path)
              + ", or names that this file system cannot tell apart");
    }
    return writing(path, target, cause);
  }

  /** While an entry of the tree was written or finished. */
  static IOException writing(String path, Path target, IOException cause) {
    if (cause instanceof FetchException || cause instanceof ClosedChannelException) {
      return cause; // already told, or interrupted
    }
    String reason = reason(cause);
    if (reason.contains("name too long")) {
      return new LimitExceeded(
          "the path "
              + TerminalText.quote(path)
              + " is too long for this file system below "
              + target);
    }
    String what = path.isEmpty() ? target.toString() : TerminalText.quote(path) + " of " + target;
    return new IOException("cannot write " + what + ": " + tell(cause, reason), cause);
  }

  /** While the target or something beside it was touched. */
  static IOException at(Path place, String doing, IOException cause) {
    if (cause instanceof FetchException || cause instanceof FileAlreadyExistsException) {
      return cause;
    }
    return new IOException(
        "cannot " + doing + " " + place + ": " + tell(cause, reason(cause)), cause);
  }

  private static String tell(IOException cause, String reason) {
    if (reason.contains("no space left") || reason.contains("not enough space")) {
      return "no space left on the disk";
    }
    if (reason.contains("quota exceeded")) {
      return "the disk quota is used up";
    }
    if (reason.contains("read-only file system")) {
      return "the file system is read-only";
    }
    if (reason.contains("resource busy")) {
      return "it is in use, perhaps as a mount point";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    return reason.isEmpty() ? cause.toString() : cause.getMessage();
  }

  private static String reason(IOException cause) {
    String reason =
        cause instanceof FileSystemException named && named.getReason() != null
            ? named.getReason()
            : cause.getMessage();
    return reason == null ? "" : reason.toLowerCase(Locale.ROOT);
  }
}
