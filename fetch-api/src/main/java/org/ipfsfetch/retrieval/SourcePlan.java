// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.ipfsfetch.source.BlockSource;

/**
 * The order in which sources are asked: tiers of sources.
 *
 * <p>A tier is asked when those before it have failed or have been quiet for a while. Inside a tier
 * the least busy source goes first, and of equally busy ones the first. Immutable.
 */
public record SourcePlan(List<List<BlockSource>> tiers) {
  public SourcePlan {
    tiers = tiers.stream().filter(tier -> !tier.isEmpty()).map(List::copyOf).toList();
  }

  /** A plan of one tier. */
  public static SourcePlan first(BlockSource... together) {
    return new SourcePlan(List.of(List.of(together)));
  }

  /** This plan with one more tier behind it. */
  public SourcePlan then(BlockSource... together) {
    List<List<BlockSource>> more = new ArrayList<>(tiers);
    more.add(List.of(together));
    return new SourcePlan(more);
  }

  public boolean isEmpty() {
    return tiers.isEmpty();
  }

  /** All sources, in the order they are tried. */
  public List<BlockSource> sources() {
    return tiers.stream().flatMap(List::stream).toList();
  }
}
