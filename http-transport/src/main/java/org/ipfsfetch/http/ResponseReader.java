// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

/**
 * Who hears of an answer. Its methods are called one after the other, on threads of the transport.
 */
public interface ResponseReader {

  /** Status and headers came. Says who reads the body. Not called if no answer came. */
  BodyReader head(ResponseHead head);

  /** Exactly once, after everything else. May be called by the thread that aborts. */
  void ended(ExchangeEnd end);
}
