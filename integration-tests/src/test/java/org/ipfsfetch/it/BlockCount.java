// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.it;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Multihash;

/**
 * Counts the blocks in answers that pass by, and ends them when there were enough.
 *
 * <p>A CAR is passed on section by section and anything else as a whole, so that what was counted
 * is what the other side had in full. Thread-safe.
 */
final class BlockCount {
  private static final Pattern CID_IN_URL = Pattern.compile("(?:/ipfs/|[?&]arg=)([A-Za-z0-9]+)");

  /** No more blocks may pass. */
  static final class Exhausted extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final int ENDLESS = Integer.MAX_VALUE;

  private final int allowed;
  private final Set<Multihash> passed = new LinkedHashSet<>();

  private BlockCount(int allowed) {
    this.allowed = allowed;
  }

  static BlockCount endless() {
    return new BlockCount(ENDLESS);
  }

  static BlockCount of(int allowed) {
    return new BlockCount(allowed);
  }

  /** What passed, by hash: two CIDs with one hash are one block. */
  synchronized Set<Multihash> passed() {
    return new LinkedHashSet<>(passed);
  }

  /** Passes on the body of an answer. */
  void copy(URI asked, boolean car, InputStream in, OutputStream out)
      throws IOException, Exhausted {
    if (car) {
      copySections(in, out);
      return;
    }
    Optional<Multihash> block = blockIn(asked);
    if (block.isPresent() && allowed < ENDLESS) {
      pass(block.get(), in.readAllBytes(), out);
      return;
    }
    // A hundred of these at once would not fit into the heap of the tests.
    in.transferTo(out);
    out.flush();
    block.ifPresent(this::count);
  }

  private synchronized void count(Multihash block) {
    passed.add(block);
  }

  private void copySections(InputStream in, OutputStream out) throws IOException, Exhausted {
    out.write(section(in).orElseThrow(EOFException::new).bytes()); // the header
    for (Optional<Section> next = section(in); next.isPresent(); next = section(in)) {
      pass(next.get().multihash(), next.get().bytes(), out);
    }
  }

  private synchronized void pass(Multihash block, byte[] bytes, OutputStream out)
      throws IOException, Exhausted {
    if (passed.size() >= allowed) {
      throw new Exhausted();
    }
    out.write(bytes);
    out.flush();
    count(block);
  }

  /** The block that a request for one block asks for. */
  static Optional<Multihash> blockIn(URI asked) throws IOException {
    String text = asked.toString();
    Matcher cid = CID_IN_URL.matcher(text);
    boolean forBlock = text.contains("/block/get") || text.startsWith("/ipfs/");
    if (!forBlock || !cid.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.parse(cid.group(1)).multihash());
    } catch (DecodeException e) {
      throw new IOException("asked for " + text, e);
    }
  }

  /** A section of a CAR with the length before it. */
  private record Section(byte[] bytes, int lengthBytes) {
    Multihash multihash() throws IOException {
      try {
        return Cid.read(ByteBuffer.wrap(bytes, lengthBytes, bytes.length - lengthBytes))
            .multihash();
      } catch (DecodeException e) {
        throw new IOException("a CAR section without a CID", e);
      }
    }
  }

  private static Optional<Section> section(InputStream in) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      int digit = in.read();
      if (digit < 0 && shift == 0) {
        return Optional.empty();
      }
      if (digit < 0 || shift > 21) {
        throw new EOFException("a CAR that ends, or is longer than 256 MiB, in a section's length");
      }
      whole.write(digit);
      length |= (digit & 0x7f) << shift;
      if (digit < 0x80) {
        break;
      }
    }
    int lengthBytes = whole.size();
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("a CAR that ends in a section");
    }
    whole.writeBytes(body);
    return Optional.of(new Section(whole.toByteArray(), lengthBytes));
  }
}
