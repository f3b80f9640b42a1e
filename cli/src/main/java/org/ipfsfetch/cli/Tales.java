// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipfsfetch.FetchResult;
import org.ipfsfetch.ResolvedPath;

/** Results of fetches as people and as programs want them. */
final class Tales {
  private Tales() {}

  /** CID, path, bytes and the rest in words, separated by tabulators: for eyes and for cut. */
  static String line(FetchResult result, String target) {
    return String.join(
        "\t",
        result.cid().toString(),
        Printable.of(target),
        Long.toString(result.bytes()),
        summary(result));
  }

  private static String summary(FetchResult result) {
    String sources =
        result.bytesBySource().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getKey() + " (" + Amounts.bytes(entry.getValue()) + ")")
            .collect(Collectors.joining(" and "));
    return Amounts.bytes(result.bytes())
        + " in "
        + Amounts.count(result.files(), "file", "files")
        + (sources.isEmpty() ? "" : " from " + sources)
        + ", "
        + Amounts.duration(result.elapsed());
  }

  /** What should be heard of although it went well: among it who sent what cannot be right. */
  static List<String> warnings(FetchResult result) {
    List<String> warnings = new ArrayList<>(result.warnings());
    result
        .misbehaved()
        .forEach(
            (origin, reason) ->
                warnings.add(origin + " misbehaved and is not asked again: " + reason));
    return warnings;
  }

  static Map<String, Object> fields(FetchResult result, String target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("address", new Verbatim(result.address()));
    fields.put("cid", result.cid().toString());
    fields.put("proven", result.proven());
    fields.put("target", new Verbatim(target));
    result.path().ifPresent(path -> fields.put("path", new Verbatim(path.toString())));
    fields.put("bytes", result.bytes());
    fields.put("files", result.files());
    fields.put("directories", result.directories());
    fields.put("symlinks", result.symlinks());
    fields.put("blocks", result.blocks());
    fields.put("bytesBySource", result.bytesBySource());
    fields.put("bytesByOrigin", byOrigin(result));
    fields.put("misbehaved", misbehaved(result));
    fields.put("duplicateBlocks", result.duplicateBlocks());
    fields.put("unwantedBytes", result.unwantedBytes());
    fields.put("elapsedMs", result.elapsed().toMillis());
    return fields;
  }

  static Map<String, Object> fields(ResolvedPath resolved) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("address", new Verbatim(resolved.address()));
    fields.put("cid", resolved.cid().toString());
    fields.put("proven", resolved.proven());
    if (!resolved.remainder().isEmpty()) {
      fields.put("remainder", resolved.remainder().stream().map(Verbatim::new).toList());
    }
    return fields;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<Object> byOrigin(FetchResult result) {
    List<Object> list = new ArrayList<>();
    result
        .bytesByOrigin()
        .forEach(
            (origin, bytes) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("source", origin.source());
              entry.put("origin", origin.name());
              entry.put("bytes", bytes);
              list.add(entry);
            });
    return list;
  }

  private static List<Object> misbehaved(FetchResult result) {
    List<Object> list = new ArrayList<>();
    result
        .misbehaved()
        .forEach(
            (origin, reason) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("source", origin.source());
              entry.put("origin", origin.name());
              entry.put("reason", reason);
              list.add(entry);
            });
    return list;
  }
}
