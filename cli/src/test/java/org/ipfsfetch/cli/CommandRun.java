// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.config.Surroundings;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.BlockSource;
import org.ipfsfetch.source.BlockSourceProvider;

/** Runs the command in this process, in a folder of its own, with sources of the test. */
final class CommandRun {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Terminal terminal = Terminal.none();
  private byte[] input = new byte[0];
  private Optional<OutputStream> output = Optional.empty();
  private List<BlockSourceProvider> backends = List.of();
  private Invocation.Fetchers fetchers =
      (config, plan) -> Fetcher.open(config, plan.orElseGet(() -> new SourcePlan(List.of())));

  private CommandRun(Path folder) {
    this.folder = folder;
  }

  static CommandRun in(Path folder) {
    return new CommandRun(folder);
  }

  CommandRun with(BlockSource source) {
    return with(
        (config, plan) -> Fetcher.open(config, plan.orElseGet(() -> SourcePlan.first(source))));
  }

  CommandRun with(Invocation.Fetchers opener) {
    fetchers = opener;
    return this;
  }

  CommandRun withBackends(BlockSourceProvider... providers) {
    backends = List.of(providers);
    return this;
  }

  CommandRun withVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  CommandRun withInput(byte[] bytes) {
    input = bytes;
    return this;
  }

  CommandRun withOutput(OutputStream stream) {
    output = Optional.of(stream);
    return this;
  }

  CommandRun onTerminal() {
    terminal = new Terminal(true, true, 80, false, true);
    return this;
  }

  /** What came of it. */
  record Ended(int code, byte[] bytes, String err) {
    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> outLines() {
      return out().lines().toList();
    }
  }

  Ended execute(String... arguments) {
    Stop stop = new Stop(Thread.currentThread(), any -> {});
    return execute(stop, arguments);
  }

  Ended execute(Stop stop, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(new ByteArrayInputStream(input), output.orElse(out), err, terminal);
    Surroundings surroundings =
        new Surroundings(environment, Map.of(), folder, folder, file -> Optional.empty());
    Invocation invocation =
        new Invocation(
            console, surroundings, fetchers, () -> backends, InstantSource.system(), stop);
    int code = new IpfsFetch(invocation).run(arguments);
    return new Ended(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** A standard output whose reader has gone after so many bytes. */
  static OutputStream closedAfter(int bytes) {
    return new OutputStream() {
      private int left = bytes;

      @Override
      public void write(int b) throws IOException {
        if (left-- <= 0) {
          throw new IOException("Broken pipe");
        }
      }
    };
  }
}
