// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/**
 * Writes fields as one line of JSON: numbers, booleans, lists, maps; {@link Verbatim} as it is and
 * everything else as text without secrets. For one thread at a time.
 */
final class JsonLine {
  private final JsonFactory json = new JsonFactory();
  private final Redactor redactor;

  JsonLine(Redactor redactor) {
    this.redactor = redactor;
  }

  String line(Map<String, Object> fields) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(line)) {
      value(generator, fields);
    }
    return line.toString();
  }

  private void value(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Long number) {
      generator.writeNumber(number);
    } else if (value instanceof Integer number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        value(generator, element);
      }
      generator.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(entry.getKey().toString());
        value(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Verbatim text) {
      generator.writeString(text.text());
    } else {
      generator.writeString(redactor.redact(value.toString()));
    }
  }
}
