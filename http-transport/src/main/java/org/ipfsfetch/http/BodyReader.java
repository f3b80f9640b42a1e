// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.http;

import java.nio.ByteBuffer;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * What is done with the body of an answer. Its methods are called one after the other, on threads
 * of the transport; {@link #close()} comes last and always.
 */
public interface BodyReader extends AutoCloseable {

  /**
   * Whether the next bytes may come. If not, {@code resume} is kept and run, once, as soon as that
   * has changed: nothing is read from the connection until then.
   */
  default boolean ready(Runnable resume) {
    return true;
  }

  /**
   * Takes all of these bytes, which are used again afterwards.
   *
   * @return whether more are wanted
   * @throws DecodeException they are not what they should be
   */
  boolean read(ByteBuffer bytes) throws DecodeException;

  /**
   * The body ended as HTTP says it should.
   *
   * @throws DecodeException something is missing all the same
   */
  void complete() throws DecodeException;

  @Override
  void close();
}
