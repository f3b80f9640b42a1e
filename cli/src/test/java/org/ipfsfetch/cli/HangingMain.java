// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.List;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.retrieval.SourcePlan;

/** The command as a process, with a source that never answers; says so once it is asked. */
final class HangingMain {
  private HangingMain() {}

  public static void main(String[] arguments) {
    FakeBlockSource silent = FakeBlockSource.silent();
    Thread watcher =
        new Thread(
            () -> {
              try {
                silent.awaitWant();
                System.err.println("asked");
              } catch (InterruptedException ignored) { // the process ends
              }
            });
    watcher.setDaemon(true);
    watcher.start();
    Main.run((config, plan) -> Fetcher.open(config, SourcePlan.first(silent)), List::of, arguments);
  }
}
