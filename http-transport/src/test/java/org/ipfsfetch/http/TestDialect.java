// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.net.URI;
import java.util.Optional;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Want;

/**
 * Asks for {@code /car/<cid>} and {@code /block/<cid>}; 404 is not found, no CAR asks the block.
 */
final class TestDialect implements Dialect {
  static final Origin ORIGIN = new Origin("test", "fake");

  private final URI base;

  TestDialect(URI base) {
    this.base = base;
  }

  @Override
  public Origin origin() {
    return ORIGIN;
  }

  @Override
  public Optional<HttpCall> streamOf(Want want) {
    return want.reach() instanceof Reach.All
        ? Optional.of(HttpCall.get(base.resolve("/car/" + want.cid())))
        : Optional.empty();
  }

  @Override
  public HttpCall blockOf(Want want) {
    return HttpCall.get(base.resolve("/block/" + want.cid()));
  }

  @Override
  public boolean carries(Form form, ResponseHead head) {
    return head.status() == 200;
  }

  @Override
  public Reaction reactTo(Want want, Answer answer) {
    if (answer.status() == 302) {
      return new Reaction.Follow(HttpCall.get(base.resolve("/again/" + want.cid())));
    }
    if (answer.status() == 406) {
      return new Reaction.AskBlock();
    }
    return answer.status() == 404
        ? Reaction.notFound(answer.text())
        : Reaction.unavailable(answer.end().reason());
  }
}
