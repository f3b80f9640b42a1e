// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command found out, for people and for programs.
 *
 * @param lines what people get to read; empty where content or entries have been written already
 * @param fields the fields of the JSON result, in order: texts, numbers, booleans, maps and lists
 */
record Result(List<String> lines, Map<String, Object> fields) {
  Result {
    lines = List.copyOf(lines);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A result that consists of one line. */
  static Result of(String line, Map<String, Object> fields) {
    return new Result(List.of(line), fields);
  }
}
