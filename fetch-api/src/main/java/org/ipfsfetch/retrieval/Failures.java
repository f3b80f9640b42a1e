// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ipfsfetch.failure.FetchException;
import org.ipfsfetch.source.Request;

/** Says why a block could not be had: what was tried at each source, and how far it got. */
final class Failures {
  private Failures() {}

  static FetchException cannotGet(
      Ask ask, List<Candidate> candidates, Request request, Duration rest) {
    if (candidates.isEmpty()) {
      return new FetchException.Unavailable(
          "no source is configured to fetch " + what(ask, request) + " from");
    }
    List<String> reasons = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String reason = ask.refusals().getOrDefault(candidate, candidate.trouble());
      reasons.add(describe(candidate, reason));
    }
    Optional<Duration> retryAfter = rest.isZero() ? Optional.empty() : Optional.of(rest);
    String wait = retryAfter.map(d -> "; it may be tried again in " + seconds(d)).orElse("");
    return new FetchException.Unavailable(
        "no source could give " + what(ask, request) + wait, reasons, retryAfter);
  }

  static FetchException idle(
      Collection<Ask> asks, List<Candidate> candidates, Request request, Duration limit) {
    Ask first = asks.iterator().next();
    List<String> reasons = new ArrayList<>();
    for (Candidate candidate : candidates) {
      boolean asked = candidate.session().isPresent();
      String quiet = asked ? "did not answer in time" : "was not asked";
      reasons.add(describe(candidate, candidate.trouble().isEmpty() ? quiet : candidate.trouble()));
    }
    return new FetchException.Unavailable(
        "nothing arrived for " + seconds(limit) + " while fetching " + what(first, request),
        reasons,
        Optional.empty());
  }

  private static String describe(Candidate candidate, String reason) {
    String got =
        candidate.blocks() == 0 ? "" : " (after " + candidate.blocks() + " blocks from it)";
    return candidate.origin() + ": " + (reason.isEmpty() ? "no answer" : reason) + got;
  }

  private static String what(Ask ask, Request request) {
    return ask.want().cid().equals(request.root())
        ? ask.want().cid().toString()
        : ask.want().cid() + ", a part of " + request.root();
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
