// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.disk;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ipfsfetch.failure.FetchException.UnsafeContent;

/**
 * The rules for the name of one directory entry: what may stand between two separators.
 *
 * <p>A name is taken as it is stored or refused, never changed: two names that become one, or a
 * name that becomes a path, is how archives escape. Stateless.
 */
public final class EntryName {
  private static final int MAX_BYTES = 255; // NAME_MAX of every common file system

  private static final String WINDOWS_RESERVED = "<>:\"|?*\\";

  /** Devices, in every folder and with every extension; the digits may be superscript. */
  private static final Pattern WINDOWS_DEVICE =
      Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³]) *([.:].*)?");

  private EntryName() {}

  /**
   * The name as text.
   *
   * @throws UnsafeContent if it is not strict UTF-8, empty, {@code .} or {@code ..}, holds a
   *     separator or NUL, is longer than 255 bytes, or means something else on this platform
   */
  public static String parse(byte[] raw) throws UnsafeContent {
    return parse(raw, File.separatorChar);
  }

  static String parse(byte[] raw, char separator) throws UnsafeContent {
    if (raw.length > MAX_BYTES) {
      throw refused(raw, "is longer than " + MAX_BYTES + " bytes");
    }
    String name = decode(raw);
    if (name.isEmpty()) {
      throw new UnsafeContent("refusing a directory entry without a name");
    }
    if (name.equals(".") || name.equals("..")) {
      throw refused(raw, "names a directory itself and no entry of it");
    }
    if (name.indexOf('/') >= 0 || name.indexOf(separator) >= 0) {
      throw refused(raw, "holds a path separator");
    }
    if (name.indexOf('\0') >= 0) {
      throw refused(raw, "holds a NUL");
    }
    if (separator == '\\') {
      requireWindowsName(name, raw);
    }
    return name;
  }

  /**
   * Checks that this JVM can give the name to the operating system.
   *
   * @throws IOException if it cannot, saying which setting helps: no fault of the content
   */
  public static void requireRepresentable(String name) throws IOException {
    // Windows takes UTF-16 as it is; elsewhere the JDK encodes names with this charset.
    if (!isAscii(name) && File.separatorChar == '/') {
      requireRepresentable(name, System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
  }

  static void requireRepresentable(String name, String charset) throws IOException {
    if (!charset.equals("UTF-8") && !Charset.forName(charset).newEncoder().canEncode(name)) {
      throw new IOException(
          "cannot write the name "
              + TerminalText.quote(name)
              + ": this process can only use names in "
              + charset
              + "; start it with the environment variable LC_ALL=C.UTF-8");
    }
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static String decode(byte[] raw) throws UnsafeContent {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      throw refused(raw, "is not valid UTF-8");
    }
  }

  private static void requireWindowsName(String name, byte[] raw) throws UnsafeContent {
    if (name.chars().anyMatch(c -> c < 0x20 || WINDOWS_RESERVED.indexOf(c) >= 0)) {
      throw refused(raw, "holds a character that Windows does not allow in names");
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      throw refused(raw, "ends with a dot or a space, which Windows drops");
    }
    if (WINDOWS_DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw refused(raw, "is the name of a device on Windows");
    }
  }

  private static UnsafeContent refused(byte[] raw, String why) {
    return new UnsafeContent(
        "refusing the directory entry " + TerminalText.quote(raw) + ": its name " + why);
  }
}
