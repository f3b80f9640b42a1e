// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.ipfsfetch.faults.Content.StoredBlock;
import org.ipfsfetch.multiformats.Codec;

/** A request to a {@link Site}, and the pieces of which honest and faulty answers are made. */
final class Asked {
  private final Site site;
  private final Call call;
  private final List<StoredBlock> blocks;
  private final int before;

  /**
   * @param blocks what was asked for and is there: one block, or a DAG in order
   * @param before how many of them a stream brings before the fault
   */
  Asked(Site site, Call call, List<StoredBlock> blocks, int before) {
    this.site = site;
    this.call = call;
    this.blocks = blocks;
    this.before = before;
  }

  Site site() {
    return site;
  }

  Call call() {
    return call;
  }

  boolean isStream() {
    return site.manner().asksForStream(call);
  }

  /** Whether a stream has brought something before the fault, which then is in what follows. */
  boolean isBegun() {
    return isStream() && before > 0;
  }

  /** A stream up to the fault. Before the first byte that is nothing, not even a status. */
  OutputStream begin() throws IOException {
    site.manner().streamHead(call);
    OutputStream out = call.body();
    if (before > 0) {
      out.write(site.content().carHeader());
      for (StoredBlock block : blocks.subList(0, before)) {
        send(out, block);
      }
      out.flush();
    }
    return out;
  }

  /** A stream up to the fault, which comes after the header at the earliest. */
  OutputStream beginWithHeader() throws IOException {
    OutputStream out = begin();
    if (before == 0) {
      out.write(site.content().carHeader());
    }
    return out;
  }

  private void send(OutputStream out, StoredBlock block) throws IOException {
    out.write(block.section());
    site.sent();
  }

  /** What stands right behind the fault. */
  StoredBlock next() {
    return blocks.get(before);
  }

  /** The blocks of a stream behind the fault, without the first so many. */
  void rest(OutputStream out, int without) throws IOException {
    for (StoredBlock block : blocks.subList(before + without, blocks.size())) {
      send(out, block);
    }
    out.flush();
  }

  /** As a decent server answers. */
  void honestly() throws IOException {
    if (blocks.isEmpty()) {
      site.manner().notFound(call);
    } else if (isStream()) {
      rest(beginWithHeader(), 0);
    } else {
      sendBlock(blocks.get(0));
      site.sent();
    }
  }

  void notFound() throws IOException {
    site.manner().notFound(call);
  }

  /** The block that was asked for, as a block. */
  void sendBlock(StoredBlock block) throws IOException {
    site.manner().blockHead(call);
    try (OutputStream out = call.body()) {
      out.write(block.bytes());
    }
  }

  /** A block announced in full, of which half comes. */
  void sendHalfOfBlock() throws IOException {
    StoredBlock block = blocks.get(0);
    site.manner().blockHead(call);
    call.header("Content-Length", Integer.toString(block.bytes().length));
    OutputStream out = call.body();
    out.write(block.bytes(), 0, block.bytes().length / 2);
    out.flush();
    call.breakOff();
  }

  /** Valid blocks that are no part of the content, until nobody takes them. */
  void endlessly(OutputStream out, int blockBytes) throws IOException {
    byte[] bytes = new byte[blockBytes];
    for (long count = 0; !call.isClosing(); count++) {
      ByteBuffer.wrap(bytes).putLong(count);
      out.write(StoredBlock.of(Codec.RAW, bytes.clone()).section());
    }
  }
}
