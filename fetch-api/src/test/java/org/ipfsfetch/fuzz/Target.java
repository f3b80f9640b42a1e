// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.util.Optional;
import java.util.Set;

/**
 * A decoder under attack.
 *
 * @param name also of its file in the corpus
 * @param declared the only exceptions that may come out
 * @param bytesPerByte how much may be allocated for each byte of input
 * @param bytesBesides how much may be allocated besides
 * @param body decodes, and looks at all that came out
 */
record Target(
    String name,
    Set<Class<? extends Exception>> declared,
    int bytesPerByte,
    int bytesBesides,
    Body body) {

  /** What is done with an input. */
  @FunctionalInterface
  interface Body {
    void accept(byte[] input) throws Exception;
  }

  /** Beyond this a few kilobytes of input are a way to keep a machine busy. */
  private static final long MAX_CPU_NANOS = 1_000_000_000;

  /** What one input led to, in words that repeat: whoever sees new ones has found a new way. */
  record Outcome(String words, Optional<Throwable> broken) {}

  /** Decodes one input and says whether the promises were kept. */
  Outcome run(byte[] input, Meter meter) {
    byte[] given = input.clone();
    meter.start();
    String words = "accepted";
    try {
      body.accept(given);
    } catch (Throwable e) { // an Error is what this looks for
      if (declared.stream().noneMatch(type -> type.isInstance(e))) {
        return new Outcome(e.toString(), Optional.of(e));
      }
      words = e.getClass().getSimpleName() + " " + pattern(String.valueOf(e.getMessage()));
    }
    return new Outcome(words, overspent(meter, input.length));
  }

  private Optional<Throwable> overspent(Meter meter, int length) {
    long bytes = meter.allocatedBytes();
    long most = (long) bytesPerByte * length + bytesBesides;
    if (bytes > most) {
      return Optional.of(
          new AssertionError(
              bytes + " bytes were allocated for an input of " + length + ", at most " + most));
    }
    long nanos = meter.cpuNanos();
    return nanos > MAX_CPU_NANOS
        ? Optional.of(new AssertionError(nanos / 1_000_000 + " ms for an input of " + length))
        : Optional.empty();
  }

  /** A message without what is different each time. */
  private static String pattern(String message) {
    return message.replaceAll("(?s)\".*\"", "").replaceAll("\\w*[0-9]\\w*|\\w{20,}", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
