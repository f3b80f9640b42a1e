// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.io.IOException;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The one thread of a fetch: runs what others hand over, one after the other, and timers.
 *
 * <p>Whatever belongs to a loop is touched only by its tasks and so needs no lock. {@link
 * #execute(Task)} may be called from any thread; everything else only from the thread that runs the
 * loop. What a task throws ends {@link #runUntil} and so reaches the code that reads top to bottom.
 */
public final class Loop {

  /** Something to do on the loop's thread. */
  @FunctionalInterface
  public interface Task {
    void run() throws IOException;
  }

  private record Timer(long at, long order, Task task) implements Comparable<Timer> {

    /** By difference, since such a clock may wrap. */
    @Override
    public int compareTo(Timer other) {
      int byTime = Long.signum(at - other.at);
      return byTime != 0 ? byTime : Long.signum(order - other.order);
    }
  }

  /**
   * A task that was handed over.
   *
   * @param dropped what to do when it will never run
   */
  private record Handed(Task task, Runnable dropped) {}

  /** Nobody waits longer, and sums stay within a long. */
  private static final Duration LONGEST_DELAY = Duration.ofDays(365);

  private final LinkedBlockingQueue<Handed> tasks = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final LongSupplier nanoClock;
  private Task whenIdle = () -> {};
  private long timerOrder;
  private volatile boolean closed;

  /** A loop on the machine's clock. */
  public Loop() {
    this(System::nanoTime);
  }

  /**
   * @param nanoClock nanoseconds that only grow; a test hands in its own
   */
  public Loop(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Hands over a task. From any thread. */
  public void execute(Task task) {
    execute(task, () -> {});
  }

  /**
   * Hands over a task. From any thread.
   *
   * @param dropped run instead, on any thread, if the loop ends before the task's turn
   */
  public void execute(Task task, Runnable dropped) {
    Handed handed = new Handed(task, dropped);
    tasks.add(handed);
    if (closed && tasks.remove(handed)) {
      dropped.run();
    }
  }

  /** It will not run again: drops what waits, and what is still to come. */
  public void close() {
    closed = true;
    Handed handed = tasks.poll();
    while (handed != null) {
      handed.dropped().run();
      handed = tasks.poll();
    }
  }

  /** Runs a task once that much time has passed. */
  public void after(Duration delay, Task task) {
    Duration bounded = delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    timers.add(new Timer(nanoClock.getAsLong() + bounded.toNanos(), timerOrder++, task));
  }

  /** What to do each time nothing is left to do. */
  void onIdle(Task task) {
    whenIdle = task;
  }

  /** Nanoseconds, comparable with each other only. */
  public long now() {
    return nanoClock.getAsLong();
  }

  /**
   * Runs tasks until the condition holds; it is asked after each task.
   *
   * @throws IOException what a task threw
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void runUntil(BooleanSupplier done) throws IOException, InterruptedException {
    while (!done.getAsBoolean()) {
      Task task = dueTimer(); // first, or a loop that is never idle would have no limits
      if (task == null) {
        task = taskOf(tasks.poll());
      }
      if (task == null) {
        whenIdle.run();
        if (tasks.isEmpty() && !done.getAsBoolean()) {
          task = awaitTask();
        }
      }
      if (task != null) {
        task.run();
      }
    }
  }

  private Task dueTimer() {
    Timer first = timers.peek();
    if (first == null || first.at() - nanoClock.getAsLong() > 0) {
      return null;
    }
    return timers.poll().task();
  }

  private Task awaitTask() throws InterruptedException {
    Timer first = timers.peek();
    if (first == null) {
      return tasks.take().task();
    }
    long wait = Math.max(0, first.at() - nanoClock.getAsLong());
    return taskOf(tasks.poll(wait, TimeUnit.NANOSECONDS));
  }

  /** The queue says null when it is empty. */
  private static Task taskOf(Handed handed) {
    return handed == null ? null : handed.task();
  }
}
