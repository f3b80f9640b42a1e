// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.util.Map;
import org.ipfsfetch.progress.FetchListener;

/**
 * Tells the outside how a command gets on and how it ends: to a person or to a program.
 *
 * <p>Exactly one of {@link #done} and {@link #failed} is called, once, after which everything else
 * is ignored: the end is the last word. Thread-safe.
 */
interface Report extends FetchListener {

  /** The command begins and its flags, settings and address make sense. */
  void started(String command, String address);

  /** Time has passed. Called ten times a second. */
  void tick();

  /** Something the user should hear although the command goes on. */
  void warning(String message);

  /**
   * One of many things that the command was asked for, at once.
   *
   * @param event the kind of thing, for programs
   */
  void item(String event, String line, Map<String, Object> fields) throws IOException;

  /** The command did what it should. */
  void done(Result result) throws IOException;

  /** The command could not do what it should. */
  void failed(Failure failure);
}
