// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.ipfsfetch.Fetch;
import org.ipfsfetch.FetchRequest;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.Output;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.failure.FetchException;

/**
 * One fetch of some content into an empty folder, and how it ended.
 *
 * @param result of a fetch that brought its data
 * @param failure of one that did not
 * @param target where the content was to be
 * @param there what lay beside each other in the folder of the target at the moment of the end
 */
record Attempt(
    Content content,
    Path target,
    Optional<FetchResult> result,
    Optional<Throwable> failure,
    List<Path> there,
    Duration time) {

  /** What a fetch may take beyond the idle limit on a machine that is busy with other things. */
  static final Duration MARGIN = Duration.ofSeconds(10);

  /**
   * Fetches.
   *
   * @param folder made for this
   */
  static Attempt of(Content content, FetchConfig config, Path folder) throws Exception {
    Path target = Files.createDirectory(folder).resolve("out");
    IpfsPath path = IpfsPath.parse("/ipfs/" + content.root());
    try (Fetcher fetcher = Fetcher.open(config)) {
      long start = System.nanoTime();
      Fetch fetch = fetcher.start(FetchRequest.of(path, Output.toPath(target)));
      Optional<FetchResult> result = Optional.empty();
      Optional<Throwable> failure = Optional.empty();
      try {
        Duration limit = config.idleTimeout().plus(MARGIN).multipliedBy(2); // if it hangs
        result = Optional.of(fetch.future().get(limit.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException e) {
        failure = Optional.of(e.getCause());
      } catch (TimeoutException e) {
        failure = Optional.of(e);
      }
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      return new Attempt(content, target, result, failure, namesIn(folder), time);
    }
  }

  private static List<Path> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(Path::getFileName).toList();
    }
  }

  /** As it stands in a table. */
  String shown() {
    String what = failure.map(e -> e.getClass().getSimpleName()).orElse("data");
    return String.format(Locale.ROOT, "%s %.1f s", what, time.toMillis() / 1000.0);
  }

  /** Either all, as it should be, or nothing; of the kind that is due, and in time. */
  void assertEndsIn(Fault.Ending due) throws IOException {
    assertThat(time).isLessThan(due.idleLimit().plus(MARGIN));
    if (due == Fault.Ending.DATA) {
      assertBroughtAll();
      return;
    }
    assertThat(there).isEmpty();
    assertThat(failure).get().isInstanceOf(FetchException.Unavailable.class);
    FetchException.Unavailable unavailable = (FetchException.Unavailable) failure.orElseThrow();
    assertThat(unavailable.reasons()).isNotEmpty().noneMatch(String::isBlank);
    if (due == Fault.Ending.UNAVAILABLE_UNTIL) {
      assertThat(time).isLessThan(due.idleLimit());
      assertThat(unavailable.retryAfter())
          .hasValueSatisfying(
              wait -> assertThat(wait).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(120)));
      assertThat(unavailable).hasMessageContaining("it may be tried again in 1");
    }
  }

  void assertBroughtAll() throws IOException {
    assertThat(failure).isEmpty();
    assertThat(there).containsExactly(target.getFileName());
    assertThat(namesIn(target).stream().map(Path::toString))
        .containsExactlyInAnyOrderElementsOf(content.files().keySet());
    for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
      assertThat(Files.readAllBytes(target.resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Override
  public String toString() {
    String reasons =
        failure
            .filter(FetchException.Unavailable.class::isInstance)
            .map(e -> " " + ((FetchException.Unavailable) e).reasons())
            .orElse("");
    return shown() + failure.map(e -> " (" + e.getMessage() + reasons + ")").orElse("");
  }
}
