// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.walk;

/**
 * What is left to do of a walk, in the order of the DAG: a linked list of {@link Spot}s, and within
 * it, in the same order, those with which nothing has begun.
 *
 * <p>A node that arrives is replaced, at its own place, by its children. So the first spot is
 * always what an ordered output needs next, and taking work from the front goes deep before it goes
 * wide. For the loop's thread.
 */
final class Frontier {
  private Spot first;
  private Spot last;
  private Spot firstTodo;
  private Spot lastTodo;

  boolean isEmpty() {
    return first == null;
  }

  Spot first() {
    return first;
  }

  /** The first spot with which nothing has begun; null when there is none. */
  Spot firstTodo() {
    return firstTodo;
  }

  /** Puts a spot before another; at the end when that is null. */
  void insertBefore(Spot place, Spot spot, boolean todo) {
    spot.next = place;
    spot.previous = place == null ? last : place.previous;
    if (spot.previous == null) {
      first = spot;
    } else {
      spot.previous.next = spot;
    }
    if (place == null) {
      last = spot;
    } else {
      place.previous = spot;
    }
    if (todo) {
      insertTodo(spot);
    }
  }

  void remove(Spot spot) {
    begun(spot);
    if (spot.previous == null) {
      first = spot.next;
    } else {
      spot.previous.next = spot.next;
    }
    if (spot.next == null) {
      last = spot.previous;
    } else {
      spot.next.previous = spot.previous;
    }
    spot.previous = null;
    spot.next = null;
  }

  /** Work on this spot has begun. */
  void begun(Spot spot) {
    if (!spot.todo) {
      return;
    }
    spot.todo = false;
    if (spot.previousTodo == null) {
      firstTodo = spot.nextTodo;
    } else {
      spot.previousTodo.nextTodo = spot.nextTodo;
    }
    if (spot.nextTodo == null) {
      lastTodo = spot.previousTodo;
    } else {
      spot.nextTodo.previousTodo = spot.previousTodo;
    }
    spot.previousTodo = null;
    spot.nextTodo = null;
  }

  /** What has begun and not ended is bounded by the window, and so is the look for the next one. */
  private void insertTodo(Spot spot) {
    Spot following = spot.next;
    while (following != null && !following.todo) {
      following = following.next;
    }
    spot.todo = true;
    spot.nextTodo = following;
    spot.previousTodo = following == null ? lastTodo : following.previousTodo;
    if (spot.previousTodo == null) {
      firstTodo = spot;
    } else {
      spot.previousTodo.nextTodo = spot;
    }
    if (following == null) {
      lastTodo = spot;
    } else {
      following.previousTodo = spot;
    }
  }
}
