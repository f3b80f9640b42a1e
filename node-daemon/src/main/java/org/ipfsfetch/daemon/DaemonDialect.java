// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.daemon;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * How a kubo daemon is asked, and what its answers mean.
 *
 * <p>Everything beneath a block is asked for as {@code dag/export} of what the daemon has, which is
 * its fastest way; once that brought nothing, the daemon does not have the content and all else is
 * asked for by {@code block/get}, many at once: {@code dag/export} fetches one block after the
 * other. An entity is asked for block by block too, since the daemon cannot export a directory
 * without its children or a part of a file. Paths are not followed: their blocks are wanted one by
 * one. For the session's serial tasks.
 */
final class DaemonDialect implements Dialect {
  private static final String CAR = "application/vnd.ipld.car";
  private static final String RAW = "application/vnd.ipld.raw";

  /** What kubo says when neither it nor anybody it asked has a block. */
  private static final List<String> NOT_FOUND =
      List.of("not found", "could not find", "context deadline exceeded", "no providers");

  private final DaemonRpc rpc;
  private boolean exports = true;

  DaemonDialect(DaemonRpc rpc) {
    this.rpc = rpc;
  }

  @Override
  public Origin origin() {
    return rpc.origin();
  }

  @Override
  public Optional<HttpCall> streamOf(Want want) {
    return exports && want.reach() instanceof Reach.All && want.path().isEmpty()
        ? Optional.of(rpc.export(want.cid()))
        : Optional.empty();
  }

  @Override
  public HttpCall blockOf(Want want) {
    return rpc.block(want.cid());
  }

  @Override
  public boolean carries(Form form, ResponseHead head) {
    if (head.status() != 200) {
      return false;
    }
    // older kubo (0.32) calls every stream of bytes text/plain: the header says what it is
    boolean bytes =
        head.header("X-Stream-Output").isPresent() && !head.mediaType().contains("json");
    return bytes || head.mediaType().equals(form == Form.STREAM ? CAR : RAW);
  }

  @Override
  public Reaction reactTo(Want want, Answer answer) {
    if (answer.status() == 0) {
      return Reaction.unavailable(silence(answer.end()));
    }
    if (carries(answer.form(), answer.head())) {
      return brokenOff(answer);
    }
    return switch (answer.status()) {
      case 401, 403 ->
          Reaction.unavailable(
              "the daemon at "
                  + where()
                  + " refuses ("
                  + answer.status()
                  + "): set daemon.authorization to what its API.Authorizations asks for");
      case 500 -> fault(want, answer);
      case 429, 503 ->
          new Reaction.End(
              new Outcome.Unavailable(said(answer), answer.head().retryAfter(Instant.now())));
      case 200, 301, 302, 303, 307, 308, 404, 405 ->
          Reaction.unavailable(
              where()
                  + " does not look like the RPC of a kubo daemon: it answers "
                  + answer.status());
      default -> Reaction.unavailable(said(answer));
    };
  }

  private Reaction brokenOff(Answer answer) {
    boolean nothing = answer.blocks() == 0 && !answer.failed(ExchangeEnd.Kind.STALLED);
    if (answer.form() == Form.STREAM && nothing) {
      return askBlocks();
    }
    return Reaction.unavailable(
        "the daemon at "
            + where()
            + " broke off"
            + (answer.form() == Form.STREAM ? " after " + answer.blocks() + " blocks" : "")
            + ": "
            + answer.end().reason());
  }

  /** It says what is wrong: mostly that it has not got it. */
  private Reaction fault(Want want, Answer answer) {
    if (answer.form() == Form.STREAM) {
      return askBlocks();
    }
    String message = RpcText.field("Message", answer.text()).orElse(answer.text());
    String lower = message.toLowerCase(Locale.ROOT);
    return NOT_FOUND.stream().anyMatch(lower::contains)
        ? Reaction.notFound(
            "the daemon at " + where() + " did not find " + want.cid() + ": " + message)
        : Reaction.unavailable(said(answer));
  }

  private Reaction askBlocks() {
    exports = false;
    return new Reaction.AskBlock();
  }

  private String silence(ExchangeEnd end) {
    boolean connected =
        end instanceof ExchangeEnd.Failed failed && failed.kind() != ExchangeEnd.Kind.UNREACHABLE;
    return connected
        ? "the daemon at " + where() + " did not answer: " + end.reason()
        : "no daemon answers at "
            + where()
            + " ("
            + end.reason()
            + "): start one with `ipfs daemon`, or set daemon.api";
  }

  private String said(Answer answer) {
    String message = RpcText.field("Message", answer.text()).orElse(answer.text());
    String shortened = message.length() <= 200 ? message : message.substring(0, 200) + "…";
    return "the daemon at "
        + where()
        + " answers "
        + answer.status()
        + (shortened.isEmpty() ? "" : ": " + shortened);
  }

  private String where() {
    return rpc.origin().name();
  }
}
