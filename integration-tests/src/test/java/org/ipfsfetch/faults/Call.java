// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** A request and the ways to answer it, decent ones and others. For the thread that answers. */
final class Call {
  private final Request request;
  private final Response response;
  private final CountDownLatch closing;
  private final String target;
  private final HttpVersion version;

  /**
   * @param closing reaches zero when the server is closed
   */
  Call(Request request, Response response, CountDownLatch closing) {
    this.request = request;
    this.response = response;
    this.closing = closing;
    this.target = request.getHttpURI().getPathQuery();
    this.version = request.getConnectionMetaData().getHttpVersion();
  }

  /** Path with query. */
  String target() {
    return target;
  }

  HttpVersion version() {
    return version;
  }

  Call status(int status) {
    response.setStatus(status);
    return this;
  }

  Call header(String name, String value) {
    response.getHeaders().put(name, value);
    return this;
  }

  /** The same server by another name, at another path that goes on with this one. */
  String otherHost(String path) {
    return request.getHttpURI().getScheme()
        + "://localhost:"
        + Request.getServerPort(request)
        + path
        + target;
  }

  /** What follows the body. */
  void trailer(String name, String value) {
    response.getHeaders().put("Trailer", name);
    HttpFields trailers = HttpFields.build().put(name, value);
    response.setTrailersSupplier(() -> trailers);
  }

  void text(int status, String contentType, String text) throws IOException {
    status(status).header("Content-Type", contentType);
    try (OutputStream out = body()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  OutputStream body() {
    return Content.Sink.asOutputStream(response);
  }

  /** Says nothing more until the server is closed. */
  void hang() throws InterruptedException {
    closing.await();
  }

  boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Breaks this answer off, and over HTTP/2 only this one. */
  void breakOff() throws IOException {
    throw new OnPurpose();
  }

  /** Closes the connection. */
  void hangUp() throws IOException {
    connection().close();
    throw new OnPurpose();
  }

  /** Resets the connection: what the other side has not read yet may be lost. */
  void reset() throws IOException {
    EndPoint connection = connection();
    try {
      SocketChannel socket = (SocketChannel) connection.getTransport();
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      socket.close();
    } catch (ClosedChannelException ignored) {
      // another answer on the same connection was faster
    }
    connection.close();
    throw new OnPurpose();
  }

  /** Beneath TLS, if there is any: a process that dies sends no farewell. */
  private EndPoint connection() {
    EndPoint top = request.getConnectionMetaData().getConnection().getEndPoint();
    return top instanceof EndPoint.Wrapper wrapper ? wrapper.unwrap() : top;
  }

  private static final class OnPurpose extends IOException implements QuietException {
    private static final long serialVersionUID = 1L;

    OnPurpose() {
      super("broken off on purpose");
    }
  }
}
