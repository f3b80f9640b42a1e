// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.fuzz;

import java.lang.management.ManagementFactory;

/** What this thread has used since the start. For one thread. */
final class Meter {
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long thread = Thread.currentThread().getId();
  private long bytes;
  private long nanos;

  void start() {
    nanos = threads.getCurrentThreadCpuTime();
    bytes = threads.getThreadAllocatedBytes(thread);
  }

  long allocatedBytes() {
    return threads.getThreadAllocatedBytes(thread) - bytes;
  }

  long cpuNanos() {
    return threads.getCurrentThreadCpuTime() - nanos;
  }
}
