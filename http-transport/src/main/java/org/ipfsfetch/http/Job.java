// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import org.ipfsfetch.source.Want;

/** An open want, and how far asking for it has got. Belongs to its session's serial tasks. */
final class Job {
  final Want want;
  private final long order;
  private Form form = Form.BLOCK;
  private int redirects;
  private boolean cancelled;
  private boolean running;
  private Runnable abort = () -> {};

  Job(Want want, long order) {
    this.want = want;
    this.order = order;
  }

  /** Smaller is sooner; of equals, who came first. */
  static int compare(Job one, Job other) {
    int byUrgency = Long.compare(one.want.urgency(), other.want.urgency());
    return byUrgency != 0 ? byUrgency : Long.compare(one.order, other.order);
  }

  Form form() {
    return form;
  }

  void form(Form next) {
    form = next;
  }

  boolean isRunning() {
    return running;
  }

  void beginSending() {
    running = true;
  }

  void sentAs(Exchange exchange) {
    abort = exchange::abort;
  }

  void endSending() {
    running = false;
    abort = () -> {};
  }

  /** Stops its call, if it runs. */
  void cancel() {
    cancelled = true;
    abort.run();
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Counts one more redirect. */
  boolean mayFollow(int most) {
    return ++redirects <= most;
  }
}
