// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.gateway;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ipfsfetch.http.Answer;
import org.ipfsfetch.http.Dialect;
import org.ipfsfetch.http.ExchangeEnd;
import org.ipfsfetch.http.Form;
import org.ipfsfetch.http.HttpCall;
import org.ipfsfetch.http.Reaction;
import org.ipfsfetch.http.ResponseHead;
import org.ipfsfetch.source.Origin;
import org.ipfsfetch.source.Outcome;
import org.ipfsfetch.source.Reach;
import org.ipfsfetch.source.Want;

/**
 * How a trustless gateway is asked, and what its answers mean.
 *
 * <p>More than a block, or a block at the end of a path, is asked for as a CAR; the block alone as
 * raw bytes. Where a CAR does not bring the wanted block, the block is asked for alone, and that
 * answer decides: a gateway that will not stream may have it, and kubo answers a CAR of what it
 * does not have with 200 and a text in the place of blocks. A gateway that does not stream a scope
 * at all is not asked to again in the session. For the session's serial tasks.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/trustless-gateway/">Trustless Gateway</a>
 */
final class GatewayDialect implements Dialect {
  private static final String CAR = "application/vnd.ipld.car";
  private static final String RAW = "application/vnd.ipld.raw";

  private final GatewayUrl gateway;
  private final Set<Class<?>> refused = new HashSet<>();

  GatewayDialect(GatewayUrl gateway) {
    this.gateway = gateway;
  }

  @Override
  public Origin origin() {
    return gateway.origin();
  }

  @Override
  public Optional<HttpCall> streamOf(Want want) {
    boolean alone = want.reach() instanceof Reach.Block && want.path().isEmpty();
    if (alone || refused.contains(want.reach().getClass())) {
      return Optional.empty();
    }
    // query and header, since some gateways look at the one and some caches at the other
    HttpCall call = gateway.content(want.cid(), want.path(), "format=car&" + scope(want.reach()));
    return Optional.of(call.with("Accept", CAR + "; version=1; order=dfs; dups=n"));
  }

  private static String scope(Reach reach) {
    if (reach instanceof Reach.Entity entity) {
      return "dag-scope=entity"
          + (entity.isWhole() ? "" : "&entity-bytes=" + entity.from() + ":" + end(entity));
    }
    return reach instanceof Reach.All ? "dag-scope=all" : "dag-scope=block";
  }

  private static String end(Reach.Entity entity) {
    return entity.to() == Long.MAX_VALUE ? "*" : Long.toString(entity.to());
  }

  @Override
  public HttpCall blockOf(Want want) {
    return gateway.content(want.cid(), List.of(), "format=raw").with("Accept", RAW);
  }

  @Override
  public boolean carries(Form form, ResponseHead head) {
    if (head.status() != 200 || isCoded(head)) {
      return false;
    }
    String type = head.mediaType();
    return form == Form.STREAM
        ? type.equals(CAR)
        : type.equals(RAW) || type.equals("application/octet-stream");
  }

  /** Compressed though we asked that it is not: hashes are of the bytes themselves. */
  private static boolean isCoded(ResponseHead head) {
    return !head.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity");
  }

  @Override
  public Reaction reactTo(Want want, Answer answer) {
    if (answer.status() == 0) {
      return unreachable(answer.end());
    }
    if (carries(answer.form(), answer.head())) {
      return brokenOff(answer);
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      return Redirects.follow(answer, origin().name());
    }
    if (isBusy(answer)) {
      return new Reaction.End(
          new Outcome.Unavailable(said(answer), answer.head().retryAfter(Instant.now())));
    }
    return answer.form() == Form.STREAM ? noStream(want, answer) : noBlock(want, answer);
  }

  private Reaction unreachable(ExchangeEnd end) {
    boolean connected =
        end instanceof ExchangeEnd.Failed failed && failed.kind() != ExchangeEnd.Kind.UNREACHABLE;
    return Reaction.unavailable(
        (connected ? "no answer from " : "cannot connect to ")
            + origin().name()
            + ": "
            + end.reason());
  }

  /** The right kind of answer, and the block was not in it. */
  private Reaction brokenOff(Answer answer) {
    boolean worthAsking =
        answer.isComplete() || answer.blocks() == 0 && !answer.failed(ExchangeEnd.Kind.STALLED);
    if (answer.form() == Form.STREAM && worthAsking) {
      return new Reaction.AskBlock();
    }
    return Reaction.unavailable(
        answer.form() == Form.STREAM
            ? "CAR truncated after " + answer.blocks() + " blocks: " + answer.end().reason()
            : "block cut short: " + answer.end().reason());
  }

  private static boolean isBusy(Answer answer) {
    return answer.status() == 429 || answer.status() == 503;
  }

  private Reaction noStream(Want want, Answer answer) {
    return switch (answer.status()) {
      // not for this content: too large, blocked, or the path leads nowhere
      case 404, 410, 412, 451 -> new Reaction.AskBlock();
      case 401, 403, 407 -> Reaction.unavailable(said(answer));
      default -> {
        if (answer.status() < 500 || answer.status() == 501) {
          refused.add(want.reach().getClass());
          yield new Reaction.AskBlock();
        }
        // some say 500 also where a path leads nowhere
        boolean content = saysNotFound(answer) || answer.status() == 500 && !want.path().isEmpty();
        yield content ? new Reaction.AskBlock() : Reaction.unavailable(said(answer));
      }
    };
  }

  private Reaction noBlock(Want want, Answer answer) {
    return switch (answer.status()) {
      case 404, 410, 412, 451 -> Reaction.notFound(said(answer));
      default ->
          saysNotFound(answer)
              ? Reaction.notFound(want.cid() + " is not at " + origin().name())
              : Reaction.unavailable(said(answer));
    };
  }

  /** Older gateways say 500 or 504 where 404 is meant. */
  private static boolean saysNotFound(Answer answer) {
    String text = answer.text().toLowerCase(Locale.ROOT);
    return answer.status() >= 500
        && (text.contains("not found")
            || text.contains("could not find")
            || text.contains("no providers"));
  }

  private String said(Answer answer) {
    String type = answer.head().mediaType();
    if (answer.status() == 200) {
      return origin().name()
          + " answers with "
          + (type.isEmpty() ? "no content type" : type)
          + answer.head().header("Content-Encoding").map(coding -> " in " + coding).orElse("")
          + ", not as a trustless gateway";
    }
    boolean readable = type.startsWith("text/plain") && !answer.text().isEmpty();
    return origin().name()
        + " answers "
        + answer.status()
        + (readable ? ": " + shortened(answer.text()) : "");
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
