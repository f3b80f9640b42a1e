// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * One way to do a work. Immutable.
 *
 * @param preparation what is done before each run, and not measured
 * @param clock whose time counts
 */
record Contender(String name, Preparation preparation, Clock clock) {

  /** Whose time counts. */
  enum Clock {
    /** Ours, around the whole process. */
    WHOLE_PROCESS,
    /** What the process prints last: seconds and CPU seconds. */
    OWN_WORD
  }

  /** Makes a trial. */
  @FunctionalInterface
  interface Preparation {
    /**
     * @param folder empty, and kept; content goes to {@code out} or {@code out.car} in it
     */
    Trial prepare(Path folder) throws IOException, InterruptedException;
  }

  /** A command that is ready to run, and what has to end after it. */
  interface Trial extends AutoCloseable {
    Command command() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** A contender that needs nothing before. */
  static Contender of(String name, Function<Path, Command> command) {
    return new Contender(name, folder -> () -> command.apply(folder), Clock.WHOLE_PROCESS);
  }

  Contender timedByItself() {
    return new Contender(name, preparation, Clock.OWN_WORD);
  }
}
