// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.config;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How values of one kind are read, checked and shown.
 *
 * @param allowed what may be written, in words; Markdown
 * @param reader text to value; throws {@link IllegalArgumentException} without any secret in it
 * @param check throws {@link IllegalArgumentException} for a value that is not allowed
 * @param shower value to text that anybody may see, and that can be read again if nothing is secret
 */
record Kind<T>(
    String allowed,
    boolean isSecret,
    Function<String, T> reader,
    Consumer<T> check,
    Function<T, String> shower) {

  Kind {
    Objects.requireNonNull(allowed);
    Objects.requireNonNull(reader);
    Objects.requireNonNull(check);
    Objects.requireNonNull(shower);
  }

  T parse(String text) {
    return checked(reader.apply(text.strip()));
  }

  T checked(T value) {
    check.accept(value);
    return value;
  }

  String shown(T value) {
    return shower.apply(value);
  }
}
