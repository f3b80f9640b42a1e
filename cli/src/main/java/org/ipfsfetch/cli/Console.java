// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The three standard streams of one run, always in UTF-8.
 *
 * <p>Standard output carries results or content and nothing else, and a failure to write there is a
 * failure of the command. Standard error carries words for people; nobody reading them is no reason
 * to stop. Thread-safe as far as whole lines go; content is written by one thread.
 */
final class Console {
  private final InputStream in;
  private final StandardOutput out;
  private final OutputStream err;
  private final Terminal terminal;
  private final Redactor redactor = new Redactor();

  Console(InputStream in, OutputStream out, OutputStream err, Terminal terminal) {
    this.in = Objects.requireNonNull(in);
    this.out = new StandardOutput(out);
    this.err = Objects.requireNonNull(err);
    this.terminal = Objects.requireNonNull(terminal);
  }

  /** Those of this process, unbuffered: {@code System.out} swallows what it cannot write. */
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Terminal.ofProcess(System.getenv()));
  }

  InputStream in() {
    return in;
  }

  StandardOutput out() {
    return out;
  }

  Terminal terminal() {
    return terminal;
  }

  /** What knows the secrets that must not be printed. */
  Redactor redactor() {
    return redactor;
  }

  /** Writes a line to standard output, whole and at once. */
  void outLine(String line) throws IOException {
    out.write(bytes(line + "\n"));
    out.flush();
  }

  /** Writes a line of words to standard error, secrets redacted. */
  void errLine(String line) {
    errRaw(redactor.redact(line) + "\n");
  }

  /** Writes text as it is to standard error. */
  void errRaw(String text) {
    try {
      err.write(bytes(text));
      err.flush();
    } catch (IOException ignored) { // nobody listens; the exit code still tells
    }
  }

  /** A writer to standard output for what prints help. */
  PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
