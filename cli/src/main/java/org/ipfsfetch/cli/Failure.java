// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.ipfsfetch.address.AddressException;
import org.ipfsfetch.config.ConfigException;
import org.ipfsfetch.failure.FetchException;

/**
 * Why a command failed, as it is told.
 *
 * @param message one sentence; empty where nothing is to be said
 * @param reasons what each source answered
 * @param retryAfter after which time it may be worth another try
 * @param cause what was thrown
 */
record Failure(
    ExitCode code,
    String message,
    List<String> reasons,
    Optional<Duration> retryAfter,
    Throwable cause) {
  Failure {
    reasons = List.copyOf(reasons);
  }

  private Failure(ExitCode code, String message, Throwable cause) {
    this(code, message, List.of(), Optional.empty(), cause);
  }

  /** The failure that an exception stands for. */
  static Failure of(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof FetchException failure) {
      return ofFetch(failure);
    }
    if (cause instanceof UsageException
        || cause instanceof AddressException
        || cause instanceof ConfigException) {
      return new Failure(ExitCode.USAGE, cause.getMessage(), cause);
    }
    if (cause instanceof ClosedPipeException) {
      return closedPipe(cause);
    }
    if (cause instanceof IOException trouble) {
      return ofDisk(trouble);
    }
    if (cause instanceof InterruptedException || cause instanceof CancellationException) {
      return stopped(ExitCode.INTERRUPTED, cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return new Failure(
          ExitCode.INTERNAL, "out of memory; IPFS_FETCH_JAVA_OPTS=-Xmx512m gives more", cause);
    }
    return new Failure(
        ExitCode.INTERNAL,
        "internal error, please report it with the output of -v: " + cause,
        cause);
  }

  /** A signal, or the end of the process that called. */
  static Failure stopped(ExitCode why, Throwable cause) {
    String message =
        switch (why) {
          case HUNG_UP -> "stopped: the terminal was closed";
          case TERMINATED -> "stopped by a request to terminate";
          case CLOSED_PIPE -> "";
          default -> "interrupted";
        };
    return new Failure(why, message, cause);
  }

  static Failure closedPipe(Throwable cause) {
    return stopped(ExitCode.CLOSED_PIPE, cause);
  }

  static Failure usage(String message, Throwable cause) {
    return new Failure(ExitCode.USAGE, message, cause);
  }

  private static Failure ofFetch(FetchException failure) {
    if (failure instanceof FetchException.Unavailable unavailable) {
      return new Failure(
          ExitCode.UNAVAILABLE,
          failure.getMessage(),
          unavailable.reasons(),
          unavailable.retryAfter(),
          failure);
    }
    return new Failure(code(failure), failure.getMessage(), failure);
  }

  private static ExitCode code(FetchException failure) {
    if (failure instanceof FetchException.NoSuchPath) {
      return ExitCode.NO_SUCH_PATH;
    } else if (failure instanceof FetchException.Malformed) {
      return ExitCode.MALFORMED;
    } else if (failure instanceof FetchException.Unsupported) {
      return ExitCode.UNSUPPORTED;
    } else if (failure instanceof FetchException.LimitExceeded) {
      return ExitCode.LIMIT;
    } else if (failure instanceof FetchException.UnsafeContent) {
      return ExitCode.UNSAFE_CONTENT;
    }
    return ExitCode.INTERNAL;
  }

  private static Failure ofDisk(IOException trouble) {
    if (trouble instanceof FileAlreadyExistsException
        || trouble instanceof DirectoryNotEmptyException) {
      FileSystemException there = (FileSystemException) trouble;
      String target = Optional.ofNullable(there.getFile()).orElse("the target");
      return new Failure(
          ExitCode.TARGET_EXISTS,
          target + " exists already; --overwrite replaces it, -o names another",
          trouble);
    }
    return new Failure(ExitCode.DISK, diskMessage(trouble), trouble);
  }

  /** The JDK says what is wrong by the name of the class, and the rest only sometimes. */
  private static String diskMessage(IOException trouble) {
    if (!(trouble instanceof FileSystemException onFile)) {
      return Optional.ofNullable(trouble.getMessage()).orElse(trouble.toString());
    }
    String file = Optional.ofNullable(onFile.getFile()).orElse("a file");
    if (trouble instanceof AccessDeniedException) {
      return "no permission for " + file;
    } else if (trouble instanceof NoSuchFileException) {
      return file + " does not exist";
    } else if (trouble instanceof NotDirectoryException) {
      return file + " is not a directory";
    }
    return Optional.ofNullable(onFile.getReason())
        .map(why -> file + ": " + why)
        .orElse(Optional.ofNullable(onFile.getMessage()).orElse(trouble.toString()));
  }

  private static Throwable unwrapped(Throwable thrown) {
    boolean wraps =
        thrown instanceof ExecutionException
            || thrown instanceof CompletionException
            || thrown instanceof UncheckedIOException;
    return wraps && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }

  /** The lines a person gets to read on standard error. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!message.isEmpty()) {
      lines.add("ipfs-fetch: " + message);
      reasons.forEach(reason -> lines.add("  " + reason));
      retryAfter.ifPresent(after -> lines.add("  try again in " + Amounts.duration(after)));
    }
    return lines;
  }

  /** Whether a stack trace could tell more than the message. */
  boolean isWorthATrace() {
    return switch (code) {
      case HUNG_UP, INTERRUPTED, TERMINATED, CLOSED_PIPE, USAGE -> false;
      default -> true;
    };
  }
}
