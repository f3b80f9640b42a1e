// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
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

  private record Timer(long at, long order, Task task) {}

  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));
  private final LongSupplier nanoClock;
  private Task whenIdle = () -> {};
  private long timerOrder;

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
    tasks.add(task);
  }

  /** Runs a task once that much time has passed. */
  public void after(Duration delay, Task task) {
    timers.add(new Timer(nanoClock.getAsLong() + delay.toNanos(), timerOrder++, task));
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
      Task task = tasks.poll();
      if (task == null) {
        task = dueTimer();
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
      return tasks.take();
    }
    long wait = Math.max(0, first.at() - nanoClock.getAsLong());
    return tasks.poll(wait, TimeUnit.NANOSECONDS);
  }
}
