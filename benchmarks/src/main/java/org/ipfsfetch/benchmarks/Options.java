// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a run was told. Immutable.
 *
 * @param scale how much content
 * @param only parts of names; a comparison runs when its name contains one of them, or there is
 *     none
 * @param runs how often each contender runs, in place of the usual number
 * @param large whether 10 GiB are fetched too
 */
record Options(Scale scale, List<String> only, OptionalInt runs, boolean large) {

  /** How much content there is. */
  enum Scale {
    FULL,
    QUICK
  }

  Options {
    only = List.copyOf(only);
  }

  /**
   * @throws IllegalArgumentException if there is an option that is not known, or without its value
   */
  static Options parse(List<String> arguments) {
    Scale scale = Scale.FULL;
    List<String> only = new ArrayList<>();
    OptionalInt runs = OptionalInt.empty();
    boolean large = false;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> scale = Scale.QUICK;
        case "--large" -> large = true;
        case "--only" -> only.add(valueOf(arguments, ++i));
        case "--runs" -> runs = OptionalInt.of(positive(valueOf(arguments, ++i)));
        default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
      }
    }
    return new Options(scale, only, runs, large);
  }

  private static String valueOf(List<String> arguments, int index) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
    }
    return arguments.get(index);
  }

  private static int positive(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("at least one run, not " + text);
    }
    return number;
  }

  boolean wants(String name) {
    return only.isEmpty() || only.stream().anyMatch(name::contains);
  }

  /** How often, where usually so often. */
  int runs(int usual) {
    return runs.orElse(scale == Scale.QUICK ? 1 : usual);
  }

  boolean quick() {
    return scale == Scale.QUICK;
  }
}
