// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A fetch that could not be done; the subtype says what the caller can do.
 *
 * <p>Trouble with the disk is a plain {@link IOException} and never one of these: no source is
 * blamed for it.
 */
public abstract sealed class FetchException extends IOException {
  private static final long serialVersionUID = 1L;

  private FetchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Nobody that was asked could give it now: try later, or name more sources. */
  public static final class Unavailable extends FetchException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> reasons;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param reasons what each source answered, one sentence each
     * @param retryAfter the shortest time after which a source said it may be asked again
     */
    public Unavailable(String message, List<String> reasons, Optional<Duration> retryAfter) {
      super(message, null);
      this.reasons = List.copyOf(reasons);
      this.retryAfter = retryAfter;
    }

    public Unavailable(String message) {
      this(message, List.of(), Optional.empty());
    }

    public List<String> reasons() {
      return reasons == null ? List.of() : reasons;
    }

    public Optional<Duration> retryAfter() {
      return retryAfter == null ? Optional.empty() : retryAfter;
    }
  }

  /** The content is there and has no such path: another address is needed. */
  public static final class NoSuchPath extends FetchException {
    private static final long serialVersionUID = 1L;

    public NoSuchPath(String message) {
      super(message, null);
    }
  }

  /** The content is proven to be what was asked for, and is broken: nobody can give it better. */
  public static final class Malformed extends FetchException {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
      super(message, null);
    }

    public Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Valid, and not something this version can fetch or write as a file. */
  public static final class Unsupported extends FetchException {
    private static final long serialVersionUID = 1L;

    public Unsupported(String message) {
      super(message, null);
    }

    public Unsupported(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Larger, deeper or slower than the configured limit: raise it, if the content is trusted. */
  public static final class LimitExceeded extends FetchException {
    private static final long serialVersionUID = 1L;

    public LimitExceeded(String message) {
      super(message, null);
    }
  }

  /** Writing it would endanger the machine: a name or a link that leaves the target, say. */
  public static final class UnsafeContent extends FetchException {
    private static final long serialVersionUID = 1L;

    public UnsafeContent(String message) {
      super(message, null);
    }
  }
}
