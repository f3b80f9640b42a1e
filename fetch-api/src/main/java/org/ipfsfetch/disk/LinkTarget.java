// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ipfsfetch.failure.FetchException.UnsafeContent;

/**
 * Where a symlink points, as text, and whether that can lie outside of the tree.
 *
 * @param text what is stored in the link
 */
record LinkTarget(String text) {
  private static final int MAX_BYTES = 4095; // PATH_MAX of Linux with its NUL

  static LinkTarget parse(String link, byte[] raw) throws UnsafeContent {
    if (raw.length == 0) {
      throw refused(link, "its target is empty");
    }
    if (raw.length > MAX_BYTES) {
      throw refused(link, "its target has more than " + MAX_BYTES + " bytes");
    }
    String text = decode(link, raw);
    if (text.indexOf('\0') >= 0) {
      throw refused(link, "its target holds a NUL");
    }
    return new LinkTarget(text);
  }

  static UnsafeContent refused(String link, String why) {
    String name = link.isEmpty() ? "at the root" : TerminalText.quote(link);
    return new UnsafeContent("refusing the symlink " + name + ": " + why);
  }

  /** The steps it takes, with all separators of this platform, without those that go nowhere. */
  List<String> steps() {
    String uniform = File.separatorChar == '/' ? text : text.replace(File.separatorChar, '/');
    return Arrays.stream(uniform.split("/"))
        .filter(step -> !step.isEmpty() && !step.equals("."))
        .toList();
  }

  /**
   * Whether it leaves the tree when every step is taken for what it says: {@code ..} is one up, a
   * name is one down. What a name that is itself a link does to a later {@code ..} is not seen
   * here.
   *
   * @param levels how many directories, below the root, the link lies in
   */
  boolean climbsOut(int levels) {
    if (isAbsolute()) {
      return true;
    }
    int level = levels;
    for (String step : steps()) {
      level += step.equals("..") ? -1 : 1;
      if (level < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a {@code ..} follows a name. */
  boolean climbsAfterDescending() {
    List<String> steps = steps();
    int firstName = 0;
    while (firstName < steps.size() && steps.get(firstName).equals("..")) {
      firstName++;
    }
    return steps.subList(firstName, steps.size()).contains("..");
  }

  private boolean isAbsolute() {
    boolean drive = File.separatorChar == '\\' && text.indexOf(':') >= 0;
    return text.startsWith("/") || text.startsWith(File.separator) || drive;
  }

  private static String decode(String link, byte[] raw) throws UnsafeContent {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      throw refused(link, "its target " + TerminalText.quote(raw) + " is not valid UTF-8");
    }
  }
}
