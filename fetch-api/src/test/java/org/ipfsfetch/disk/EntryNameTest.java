// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.failure.FetchException.UnsafeContent;
import org.junit.jupiter.api.Test;

class EntryNameTest {

  @Test
  void refusesEveryUnsafeNameOfTheVectorsAndKeepsTheOthers() throws Exception {
    List<Map<String, Object>> cases = Vectors.cases("entry-names.json");

    for (Map<String, Object> vector : cases) {
      String name = (String) vector.get("name");
      boolean onlyOnWindows = vector.get("platform").equals("windows");
      boolean unsafe = (Boolean) vector.get("unsafe");
      assertVerdict(name, '\\', unsafe);
      assertVerdict(name, '/', unsafe && !onlyOnWindows);
    }
    assertThat(cases).hasSize(37);
  }

  /** A name with a separator is never a path, so a harmless path is no name either. */
  private static void assertVerdict(String name, char separator, boolean unsafe) throws Exception {
    if (unsafe || name.contains("/") || name.equals(".")) {
      assertThatThrownBy(() -> EntryName.parse(name.getBytes(UTF_8), separator))
          .as(name + " with " + separator)
          .isInstanceOf(UnsafeContent.class);
    } else {
      assertThat(EntryName.parse(name.getBytes(UTF_8), separator)).isEqualTo(name);
    }
  }

  @Test
  void refusesANameOf256BytesAndTakesOneOf255() throws Exception {
    String longest = "é".repeat(127) + "x";

    assertThat(EntryName.parse(longest.getBytes(UTF_8))).isEqualTo(longest);
    assertThatThrownBy(() -> EntryName.parse((longest + "x").getBytes(UTF_8)))
        .isInstanceOf(UnsafeContent.class)
        .hasMessageContaining("255 bytes");
  }

  @Test
  void refusesBytesThatAreNotStrictUtf8() {
    List<byte[]> names =
        List.of(
            new byte[] {'a', (byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0xaf}, // an overlong slash
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // half a surrogate pair
            new byte[] {(byte) 0xe2, (byte) 0x82}); // cut off

    for (byte[] name : names) {
      assertThatThrownBy(() -> EntryName.parse(name))
          .isInstanceOf(UnsafeContent.class)
          .hasMessageContaining("not valid UTF-8");
    }
  }

  @Test
  void namesTheEntryWithoutLettingItPaintOnTheTerminal() {
    byte[] raw = "\u001b[2J\u202e/é\u0085".getBytes(UTF_8);

    assertThatThrownBy(() -> EntryName.parse(raw))
        .hasMessageContaining("\"\\x1B[2J\\xE2\\x80\\xAE/é\\xC2\\x85\"");
  }

  @Test
  void cutsALongNameInTheMessage() {
    assertThatThrownBy(() -> EntryName.parse("x".repeat(5000).getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250).contains("…"));
  }

  @Test
  void refusesANul() {
    assertThatThrownBy(() -> EntryName.parse(new byte[] {'a', 0, 'b'}))
        .isInstanceOf(UnsafeContent.class)
        .hasMessageContaining("\"a\\x00b\"");
  }

  @Test
  void saysWhichSettingHelpsWhereNoLocaleIsSet() {
    String ascii = "ANSI_X3.4-1968"; // what the JDK finds in a container without a locale

    assertThatThrownBy(() -> EntryName.requireRepresentable("naïve", ascii))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(FetchException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
    assertThatCode(() -> EntryName.requireRepresentable("plain", ascii)).doesNotThrowAnyException();
  }
}
