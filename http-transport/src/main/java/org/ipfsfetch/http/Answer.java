// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

/**
 * An answer that did not bring the wanted block. Immutable.
 *
 * @param call what was sent
 * @param head status 0 if nothing came
 * @param text of a body that is not what was asked for, its first few thousand bytes
 * @param blocks how many other blocks came
 */
public record Answer(
    Form form, HttpCall call, ResponseHead head, String text, ExchangeEnd end, long blocks) {

  /** 0 if nothing came. */
  public int status() {
    return head.status();
  }

  /** Whether it ended otherwise than it should. */
  public boolean failed(ExchangeEnd.Kind kind) {
    return end instanceof ExchangeEnd.Failed failed && failed.kind() == kind;
  }

  /** Whether the whole body came. */
  public boolean isComplete() {
    return end instanceof ExchangeEnd.Complete;
  }
}
