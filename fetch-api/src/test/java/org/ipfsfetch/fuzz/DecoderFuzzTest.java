// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds changed input to every decoder that sees foreign bytes: only declared exceptions come out,
 * soon, and without more memory than the input is worth.
 *
 * <p>In the build this takes a few seconds. A long run, with other input each time:
 *
 * <pre>{@code
 * mvn -pl fetch-api test -Dtest=DecoderFuzzTest -Dfuzz.seconds=600
 * }</pre>
 *
 * <p>{@code -Dfuzz.seed=N} repeats one, {@code -Dfuzz.only=dag-pb} keeps to one decoder. A failure
 * prints the input, made as small as it gets; put it into the decoder's file in the corpus with a
 * word on what it found, so that every build tries it.
 */
class DecoderFuzzTest {
  private static final double SECONDS = Double.parseDouble(System.getProperty("fuzz.seconds", "3"));
  private static final String ONLY = System.getProperty("fuzz.only", "");
  private static final long SEED =
      Long.getLong("fuzz.seed", System.getProperty("fuzz.seconds") == null ? 1 : newSeed());

  /** What found something new is changed further; so many of them will do. */
  private static final int MAX_POOL = 5_000;

  private final Meter meter = new Meter();

  private static long newSeed() {
    return new Random().nextInt();
  }

  static Stream<Target> targets() {
    return Targets.all().stream().filter(target -> ONLY.isEmpty() || ONLY.equals(target.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("targets")
  void keepsItsPromisesForTheCorpus(Target target) throws IOException {
    for (byte[] input : Corpus.of(target.name())) {
      target.run(input, meter); // loads the classes
      requireKept(target, input);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("targets")
  void keepsItsPromisesForChangedInput(Target target) throws IOException {
    List<byte[]> pool = new ArrayList<>(Corpus.of(target.name()));
    Set<String> seen = new HashSet<>();
    Mutator mutator = new Mutator(new Random(SEED));
    long end = System.nanoTime() + (long) (SECONDS * 1e9 / targets().count());
    long runs = 0;
    while (System.nanoTime() < end) {
      byte[] input = mutator.next(pool);
      Target.Outcome outcome = target.run(input, meter);
      runs++;
      if (outcome.broken().isPresent()) {
        requireKept(target, smallest(target, input));
      }
      if (seen.add(outcome.words()) && pool.size() < MAX_POOL) {
        pool.add(input);
      }
    }
    assertThat(runs).isPositive();
    System.out.printf(
        "fuzz %-12s %,9d inputs, %3d outcomes, seed %d%n", target, runs, seen.size(), SEED);
  }

  /** Tried twice: what was used for the first time may have cost more. */
  private void requireKept(Target target, byte[] input) {
    Optional<Throwable> broken = target.run(input, meter).broken();
    if (broken.isPresent() && target.run(input, meter).broken().isPresent()) {
      String hex = HexFormat.of().formatHex(input);
      throw new AssertionError(target + " breaks its promises for " + hex, broken.get());
    }
  }

  /** Leaves out what is not needed for the failure. */
  private byte[] smallest(Target target, byte[] input) {
    byte[] least = input;
    for (int length = Math.max(1, input.length / 2); length > 0; length /= 2) {
      for (int at = 0; at + length <= least.length; ) {
        byte[] less = new byte[least.length - length];
        System.arraycopy(least, 0, less, 0, at);
        System.arraycopy(least, at + length, less, at, less.length - at);
        if (target.run(less, meter).broken().isPresent()) {
          least = less;
        } else {
          at += length;
        }
      }
    }
    return least;
  }
}
