// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;

/**
 * The nodes of a test run: started when first asked for, used by all tests, stopped at the end.
 *
 * <p>Where they come from, the first that works: a container of the published image if it is here,
 * of its substitute if that is here, of the published image after pulling it; a binary that {@code
 * test-nodes/build-kubo.sh} built; an {@code ipfs} of the PATH. What it was is printed, and so is
 * why the others were not. The system property {@code kubo.form} ({@code container}, {@code
 * binary}) leaves out the other kind. Thread-safe.
 */
final class KuboNodes implements AutoCloseable {
  private record Key(Release release, String name) {}

  private final Map<Key, Kubo> nodes = new LinkedHashMap<>();
  private final Map<Release, String> missing = new LinkedHashMap<>();
  private final Map<String, Integer> testsByForm = new TreeMap<>();

  /**
   * @throws TestAbortedException when there is no kubo here, and this is not CI
   * @throws IllegalStateException when there is none and this is CI
   */
  synchronized Kubo get(Release release, String name) {
    Kubo running = nodes.get(new Key(release, name));
    if (running != null) {
      return running;
    }
    if (!missing.containsKey(release)) {
      List<String> obstacles = new ArrayList<>();
      for (KuboOrigin origin : KuboOrigin.of(release)) {
        try {
          Kubo started = origin.start();
          say(name, release, started, obstacles);
          nodes.put(new Key(release, name), started);
          return started;
        } catch (IOException | RuntimeException e) {
          obstacles.add(origin + ": " + firstLine(e));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while starting kubo", e);
        }
      }
      missing.put(
          release,
          "no kubo "
              + release.version()
              + " to test against ("
              + String.join("; ", obstacles)
              + "); test-nodes/build-kubo.sh builds one");
      System.out.println("real kubo: " + missing.get(release));
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(missing.get(release));
    }
    throw new TestAbortedException(missing.get(release));
  }

  private void say(String name, Release release, Kubo started, List<String> obstacles) {
    boolean first = nodes.keySet().stream().noneMatch(key -> key.release() == release);
    String why =
        first && !obstacles.isEmpty() ? " (not " + String.join("; not ", obstacles) + ")" : "";
    System.out.println(
        "real kubo: node '"
            + name
            + "' is kubo "
            + started.version()
            + ", "
            + started.form()
            + why);
  }

  private static String firstLine(Exception e) {
    Throwable cause = e;
    // Testcontainers wraps what is the matter many times; an IOException here is our own words.
    while (!(cause instanceof IOException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }

  /** Remembers that a test passed that used this node. */
  synchronized void passed(Kubo kubo) {
    testsByForm.merge("kubo " + kubo.version() + " (" + kubo.form() + ")", 1, Integer::sum);
  }

  /** Stops the nodes and says how many tests ran against which. */
  @Override
  public synchronized void close() throws IOException {
    nodes.values().forEach(Kubo::close);
    List<String> lines = new ArrayList<>();
    testsByForm.forEach(
        (form, tests) -> lines.add("real kubo: " + tests + " tests against " + form));
    if (lines.isEmpty()) {
      lines.add("real kubo: no test ran against one");
    }
    lines.forEach(System.out::println);
    Path report = Checkout.root().resolve("integration-tests/target/real-kubo.txt");
    Files.createDirectories(report.getParent());
    Files.write(report, lines);
    ContentFolder.clear();
  }
}
