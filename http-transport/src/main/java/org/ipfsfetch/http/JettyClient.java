// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.ipfsfetch.config.FetchConfig;

/**
 * The life of the HTTP client and its threads: nothing runs until something is asked of it.
 *
 * <p>Threads, all daemons: {@code ipfs-fetch-http-…}, at most {@value #MAX_THREADS}, one or two of
 * which watch the connections while the others read what arrived, and {@code
 * ipfs-fetch-http-timer}. Lock: this object guards starting and closing, and counts those who share
 * it. Thread-safe.
 */
final class JettyClient implements Executor {
  private static final int MAX_THREADS = 8;
  private static final int MIN_THREADS = 2;
  private static final int IDLE_THREAD_MILLIS = 10_000;
  private static final int STOP_MILLIS = 1_000;

  private final Optional<SSLContext> trusted;
  private final QueuedThreadPool threads =
      new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_THREAD_MILLIS);
  private final Set<Thread> timerThreads = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, this::timerThread);
  private final ScheduledExecutorScheduler timer = new ScheduledExecutorScheduler(timers);
  private final JettyClients clients;
  private final StallWatch watch;
  private final List<HttpClient> started = new ArrayList<>();
  private Optional<HttpClient> plain = Optional.empty();
  private Optional<HttpClient> secure = Optional.empty();
  private int users = 1;

  JettyClient(FetchConfig config, Optional<SSLContext> trusted) {
    this.trusted = trusted;
    threads.setName("ipfs-fetch-http");
    threads.setDaemon(true);
    threads.setStopTimeout(STOP_MILLIS);
    timers.setRemoveOnCancelPolicy(true); // each request sets timers, few ever fire
    this.clients = new JettyClients(config, threads, timer);
    this.watch = new StallWatch(timer, config.idleTimeout());
  }

  synchronized void addUser() {
    requireOpen();
    users++;
  }

  /** The last one closes it. */
  void removeUser() {
    List<HttpClient> running;
    synchronized (this) {
      if (--users > 0) {
        return;
      }
      running = List.copyOf(started);
    }
    running.forEach(client -> LifeCycle.stop(client));
    LifeCycle.stop(timer);
    LifeCycle.stop(threads);
    timers.shutdownNow();
    timerThreads.forEach(JettyClient::await);
  }

  private static void await(Thread thread) {
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it ends all the same, a little later
    }
  }

  private Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "ipfs-fetch-http-timer");
    thread.setDaemon(true);
    timerThreads.add(thread);
    return thread;
  }

  /** Runs a task on the client's threads. */
  @Override
  public void execute(Runnable task) {
    startThreads();
    threads.execute(task);
  }

  private synchronized void startThreads() {
    requireOpen();
    if (!threads.isStarted()) {
      LifeCycle.start(threads);
      LifeCycle.start(timer);
    }
  }

  private void requireOpen() {
    if (users <= 0) {
      throw new RejectedExecutionException("the transport is closed");
    }
  }

  Exchange exchange(HttpCall call, ResponseReader reader) {
    boolean isSecure = "https".equalsIgnoreCase(call.uri().getScheme());
    return new Exchange(call, reader, isSecure ? secure() : plain(), watch);
  }

  private synchronized HttpClient plain() {
    if (plain.isEmpty()) {
      plain = Optional.of(started(clients.plain()));
    }
    return plain.get();
  }

  private synchronized HttpClient secure() {
    if (secure.isEmpty()) {
      secure = Optional.of(started(clients.secure(trusted)));
    }
    return secure.get();
  }

  private HttpClient started(HttpClient client) {
    startThreads();
    started.add(client);
    LifeCycle.start(client);
    // answers are judged here: no redirect, no password and no coding goes on its own
    client.getProtocolHandlers().clear();
    client.getContentDecoderFactories().clear();
    return client;
  }
}
