// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * A distant network on one machine: passes TCP on, each byte a fixed time later, with whatever
 * bandwidth there is.
 *
 * <p>Two threads for each direction of a connection: one reads and notes when, one waits until that
 * is long enough ago and writes. Between them is as much as a fast network has on its way. Opening
 * a connection is not slowed, as little as closing it.
 *
 * <p>A process of its own, so that its CPU time is nobody else's: prints its port, ends when its
 * standard input does.
 */
final class DelayProxy {
  // What 25 ms hold at 2.5 GB/s, more than loopback gives; beyond it the sender has to wait.
  private static final int MAX_BYTES_ON_THE_WAY = 64 << 20;
  private static final int READ_BYTES = 256 << 10;

  private final InetSocketAddress target;
  private final long delayNanos;

  private DelayProxy(InetSocketAddress target, long delayNanos) {
    this.target = target;
    this.delayNanos = delayNanos;
  }

  /** Arguments: the target's port on the loopback interface, and the delay of each way in ms. */
  public static void main(String[] arguments) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1}); // never ::1
    DelayProxy proxy =
        new DelayProxy(
            new InetSocketAddress(loopback, Integer.parseInt(arguments[0])),
            Long.parseLong(arguments[1]) * 1_000_000);
    try (ServerSocket server = new ServerSocket(0, 1024, loopback)) {
      System.out.println(server.getLocalPort());
      start("accept", () -> proxy.accept(server));
      while (System.in.read() >= 0) {
        // Nothing is said to it: it waits for the end.
      }
    }
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                // The connection has ended, or the whole proxy; either side sees it by itself.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void accept(ServerSocket server) throws IOException {
    while (true) {
      Socket near = server.accept();
      Socket far = new Socket();
      try {
        far.connect(target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
      } catch (IOException e) {
        near.close();
        far.close();
        continue;
      }
      join(near, far);
      join(far, near);
    }
  }

  private void join(Socket from, Socket to) {
    Way way = new Way();
    start("read", () -> read(from, way));
    start("write", () -> write(way, to));
  }

  private void read(Socket from, Way way) throws IOException, InterruptedException {
    byte[] buffer = new byte[READ_BYTES];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        way.put(new Piece(Arrays.copyOf(buffer, count), System.nanoTime() + delayNanos));
      }
    } finally {
      way.put(new Piece(new byte[0], System.nanoTime() + delayNanos));
    }
  }

  private static void write(Way way, Socket to) throws IOException, InterruptedException {
    try {
      OutputStream out = to.getOutputStream();
      for (Piece piece = way.take(); piece.bytes.length > 0; piece = way.take()) {
        for (long early = piece.early(); early > 0; early = piece.early()) {
          LockSupport.parkNanos(early);
        }
        out.write(piece.bytes);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      to.close(); // ends the reader of the other direction, and so the sender hears of it
      way.abandon();
    }
  }

  /** Bytes, and when they arrive. No bytes are the end. */
  private record Piece(byte[] bytes, long arrival) {
    long early() {
      return arrival - System.nanoTime();
    }
  }

  /** What is between reader and writer. */
  private static final class Way {
    private final Queue<Piece> pieces = new ArrayDeque<>();
    private int bytes;
    private boolean abandoned;

    synchronized void put(Piece piece) throws InterruptedException {
      while (bytes > MAX_BYTES_ON_THE_WAY && !abandoned) {
        wait();
      }
      if (!abandoned) {
        pieces.add(piece);
        bytes += piece.bytes.length;
        notifyAll();
      }
    }

    synchronized Piece take() throws InterruptedException {
      while (pieces.isEmpty()) {
        wait();
      }
      Piece piece = pieces.remove();
      bytes -= piece.bytes.length;
      notifyAll();
      return piece;
    }

    synchronized void abandon() {
      abandoned = true;
      pieces.clear();
      notifyAll();
    }
  }
}
