// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.config.FetchConfig;
import org.ipfsfetch.config.Surroundings;
import org.ipfsfetch.retrieval.SourcePlan;
import org.ipfsfetch.source.BlockSourceProvider;

/** Where the process begins and, nowhere else, ends. */
public final class Main {
  /** Removing what is temporary takes a moment; who pressed Ctrl-C does not wait longer. */
  private static final long CLEAN_UP_MILLIS = 5000;

  private Main() {}

  public static void main(String[] arguments) {
    run(Main::open, () -> ServiceLoader.load(BlockSourceProvider.class), arguments);
  }

  /** Runs the command and ends the process. */
  static void run(
      Invocation.Fetchers fetchers,
      Supplier<Iterable<BlockSourceProvider>> backends,
      String... arguments) {
    Stop stop = new Stop(Thread.currentThread(), Main::haltLater);
    Signals.install(stop, () -> stop.requested().ifPresent(Main::halt));
    Invocation invocation =
        new Invocation(
            Console.ofProcess(),
            Surroundings.ofProcess(),
            fetchers,
            backends,
            InstantSource.system(),
            stop);
    System.exit(new IpfsFetch(invocation).run(arguments));
  }

  private static Fetcher open(FetchConfig config, Optional<SourcePlan> plan) throws IOException {
    return plan.isPresent() ? Fetcher.open(config, plan.get()) : Fetcher.open(config);
  }

  private static void haltLater(ExitCode code) {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(CLEAN_UP_MILLIS);
                halt(code);
              } catch (InterruptedException ignored) { // nobody interrupts it
              }
            },
            "ipfs-fetch-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  private static void halt(ExitCode code) {
    Runtime.getRuntime().halt(code.number());
  }
}
