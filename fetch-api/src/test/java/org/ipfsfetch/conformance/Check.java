// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

/** One expectation of a fixture: ends normally if it holds. */
record Check(String name, Body body) {

  /** What is looked at; whatever it throws says why it does not hold. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  /** Names end up in a table of the documentation. */
  Check {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .limit(90)
        .map(c -> c < 0x20 || c == '|' || c == '`' || c == 0x7f ? '_' : c)
        .forEach(plain::appendCodePoint);
    name = plain.toString().strip();
  }

  /** The fixture is not met: with what was seen instead. */
  static AssertionError broken(String seen) {
    return new AssertionError(seen);
  }

  static void equal(String what, Object seen, Object expected) {
    if (!expected.equals(seen)) {
      throw broken(what + " is " + seen + ", not " + expected);
    }
  }

  /** Something that must be refused with a declared exception. */
  static <E extends Exception> E refused(Class<E> how, Body body) throws Exception {
    try {
      body.run();
    } catch (Exception e) {
      if (how.isInstance(e)) {
        return how.cast(e);
      }
      throw e;
    }
    throw broken("accepted");
  }
}
