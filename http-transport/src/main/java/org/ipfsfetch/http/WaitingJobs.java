// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.ipfsfetch.multiformats.Multihash;

/**
 * Jobs that wait for a slot, the most urgent first; also by what they want, so that a stream that
 * brings it ends them. Belongs to the session's serial tasks, except {@link #wants}.
 */
final class WaitingJobs {
  private final Map<Form, NavigableSet<Job>> queues = new EnumMap<>(Form.class);
  private final Map<Multihash, List<Job>> byHash = new ConcurrentHashMap<>();

  WaitingJobs() {
    for (Form form : Form.values()) {
      queues.put(form, new TreeSet<>(Job::compare));
    }
  }

  void add(Job job, Form form) {
    job.form(form);
    queue(form).add(job);
    if (job.want.path().isEmpty()) {
      byHash.merge(job.want.cid().multihash(), List.of(job), WaitingJobs::joined);
    }
  }

  private static List<Job> joined(List<Job> some, List<Job> more) {
    List<Job> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  boolean has(Form form) {
    return !queue(form).isEmpty();
  }

  /** Takes the most urgent out. */
  Job next(Form form) {
    Job job = queue(form).first();
    remove(job);
    return job;
  }

  void remove(Job job) {
    if (queue(job.form()).remove(job)) {
      Multihash hash = job.want.cid().multihash();
      List<Job> rest = new ArrayList<>(wanting(hash));
      rest.remove(job);
      if (rest.isEmpty()) {
        byHash.remove(hash);
      } else {
        byHash.put(hash, rest);
      }
    }
  }

  /** Whether somebody waits for this block. From any thread. */
  boolean wants(Multihash hash) {
    return byHash.containsKey(hash);
  }

  /** Who waits for this block. */
  List<Job> wanting(Multihash hash) {
    return byHash.getOrDefault(hash, List.of());
  }

  void clear() {
    queues.values().forEach(NavigableSet::clear);
    byHash.clear();
  }

  private NavigableSet<Job> queue(Form form) {
    return Objects.requireNonNull(queues.get(form));
  }
}
