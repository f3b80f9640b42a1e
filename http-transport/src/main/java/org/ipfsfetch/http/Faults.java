// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;

/** What the failures of the HTTP client mean, in words for a person. */
final class Faults {
  private Faults() {}

  static ExchangeEnd.Kind kind(Throwable failure, boolean answered) {
    return !answered && neverConnected(failure)
        ? ExchangeEnd.Kind.UNREACHABLE
        : ExchangeEnd.Kind.BROKEN;
  }

  private static boolean neverConnected(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof HttpResponseException
        || failure instanceof NoRouteToHostException
        || failure instanceof SocketTimeoutException
        || failure instanceof TimeoutException
        || failure instanceof UnknownHostException
        || failure instanceof UnresolvedAddressException
        || failure instanceof SSLException
        || failure.getCause() != null && neverConnected(failure.getCause());
  }

  static String reason(Throwable failure) {
    if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
      return "unknown host";
    }
    if (failure instanceof HttpResponseException refused) { // only tunnels fail in this way
      return "the proxy answers " + refused.getResponse().getStatus();
    }
    if (failure instanceof SSLException) {
      return "TLS failed: " + message(failure);
    }
    if (failure instanceof EOFException || failure instanceof ClosedChannelException) {
      return "the connection was closed in the middle";
    }
    if (failure instanceof ConnectException || failure instanceof SocketTimeoutException) {
      return message(failure);
    }
    if (failure.getCause() != null && failure.getCause() != failure) {
      return reason(failure.getCause());
    }
    return message(failure);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.toLowerCase(Locale.ROOT).startsWith("connection ")
            ? message.toLowerCase(Locale.ROOT)
            : message;
  }
}
