// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import org.ipfsfetch.Fetcher;
import org.ipfsfetch.address.IpfsPath;
import org.ipfsfetch.config.FetchConfig;

/**
 * Fetches the same content twice in one process, to {@code first} and {@code out}, and prints what
 * the second time took: seconds and CPU seconds. Each fetch has a fetcher of its own, so only the
 * JVM is warm.
 */
final class WarmFetch {
  private WarmFetch() {}

  /** Arguments: the gateway, the CID. */
  public static void main(String[] arguments) throws Exception {
    FetchConfig config =
        FetchConfig.builder().sources("gateway").gatewayUrl(URI.create(arguments[0])).build();
    IpfsPath path = IpfsPath.parse(arguments[1]);
    fetch(config, path, Path.of("first"));
    long cpuBefore = cpuNanos();
    long began = System.nanoTime();
    fetch(config, path, Path.of("out"));
    long nanos = System.nanoTime() - began;
    System.out.println(nanos / 1e9 + " " + (cpuNanos() - cpuBefore) / 1e9);
  }

  private static void fetch(FetchConfig config, IpfsPath path, Path target) throws Exception {
    try (Fetcher fetcher = Fetcher.open(config)) {
      fetcher.fetch(path, target);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
