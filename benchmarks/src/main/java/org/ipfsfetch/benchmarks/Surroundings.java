// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What every run has around it: a source that has all content, and distances to it. Whatever was
 * started here ends when this is closed. Closing is thread-safe.
 */
final class Surroundings implements AutoCloseable {
  /** Each way, so that a round trip is 50 ms: within a continent. */
  private static final long DELAY_MILLIS = 25;

  private final Tools tools;
  private final Path cache;
  private final Kubo source;
  private final Contents contents;
  private final Deque<Runnable> open = new ConcurrentLinkedDeque<>();

  private Surroundings(Tools tools, Path cache, Kubo source, Contents contents) {
    this.tools = tools;
    this.cache = cache;
    this.source = source;
    this.contents = contents;
    open.push(source::close);
  }

  static Surroundings start(Tools tools, Path cache) throws IOException, InterruptedException {
    Kubo source = Kubo.start(tools.kubo(), cache.resolve("source"));
    return new Surroundings(
        tools,
        cache,
        source,
        Contents.of(source, Files.createDirectories(cache.resolve("content"))));
  }

  Tools tools() {
    return tools;
  }

  Path cache() {
    return cache;
  }

  /** The kubo that has everything. */
  Kubo source() {
    return source;
  }

  String cidOf(Content content) throws IOException, InterruptedException {
    return contents.cidOf(content);
  }

  /** The port of the loopback interface behind which another one is 50 ms away. */
  int farAway(int port) throws IOException {
    Process proxy =
        new ProcessBuilder(
                tools.java(DelayProxy.class, Integer.toString(port), Long.toString(DELAY_MILLIS)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    open.push(proxy::destroy);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(proxy.getInputStream(), StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the proxy did not start");
    }
    return Integer.parseInt(line);
  }

  /** A kubo with a new repository in a folder that knows this peer and nobody else. */
  Kubo newcomer(Path folder, String peerAddress) throws IOException, InterruptedException {
    Kubo kubo = Kubo.start(tools.kubo(), folder.resolve("repository"));
    open.push(kubo::close); // should nobody come to close it; twice is harmless
    try {
      kubo.connectTo(peerAddress);
      return kubo;
    } catch (IOException | InterruptedException e) {
      kubo.close();
      throw e;
    }
  }

  @Override
  public void close() {
    for (Runnable end = open.poll(); end != null; end = open.poll()) {
      end.run();
    }
  }
}
