// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An answer that fits into memory. Immutable; the array belongs to whoever asked. */
public final class ShortAnswer {
  private final ResponseHead head;
  private final byte[] bytes;
  private final boolean cut;
  private final ExchangeEnd end;

  private ShortAnswer(ResponseHead head, byte[] bytes, boolean cut, ExchangeEnd end) {
    this.head = head;
    this.bytes = bytes;
    this.cut = cut;
    this.end = end;
  }

  /** 0 if no answer came. */
  public int status() {
    return head.status();
  }

  public ResponseHead head() {
    return head;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** The body as one printable line. */
  public String text() {
    return Printable.text(bytes, 0, bytes.length);
  }

  /** Whether it is 200, whole, and no longer than was allowed. */
  public boolean isGood() {
    return status() == 200 && !cut && end instanceof ExchangeEnd.Complete;
  }

  public ExchangeEnd end() {
    return end;
  }

  static final class Collector implements ResponseReader {
    private final TextBody body;
    private final CompletableFuture<ShortAnswer> future = new CompletableFuture<>();
    private volatile ResponseHead head = new ResponseHead(0, Map.of());

    Collector(int maxBytes) {
      this.body = new TextBody(maxBytes);
    }

    CompletableFuture<ShortAnswer> future() {
      return future;
    }

    void sentAs(Exchange exchange) {
      future.whenComplete(
          (answer, failure) ->
              Optional.ofNullable(failure).ifPresent(cancelled -> exchange.abort()));
    }

    @Override
    public BodyReader head(ResponseHead came) {
      head = came;
      return body;
    }

    @Override
    public void ended(ExchangeEnd end) {
      future.complete(new ShortAnswer(head, body.bytes(), body.isCut(), end));
    }
  }
}
