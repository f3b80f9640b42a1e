// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** What the RPC says in JSON: one object, of which single fields of text are read. */
final class RpcText {
  private static final JsonFactory JSON = new JsonFactory();

  private RpcText() {}

  /** A field of the object, on one line; empty if this is not such an object. */
  static Optional<String> field(String name, String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals(name) && value == JsonToken.VALUE_STRING) {
          return Optional.of(parser.getText().replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").trim());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
