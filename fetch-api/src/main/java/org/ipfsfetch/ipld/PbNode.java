// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.util.Arrays;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.DecodeException;

/**
 * A dag-pb block: links, and bytes that UnixFS gives a meaning to.
 *
 * <p>Decoding checks the whole block once, as strictly as go-codec-dagpb, and makes nothing but a
 * list of where the links are; a link becomes an object when it is asked for. The array is kept and
 * not copied: nobody may change it as long as the node is in use. There is no encoder: a node that
 * was fetched and is encoded again may get another CID. Immutable.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-pb/spec/">dag-pb</a>
 */
public final class PbNode {
  private static final int NODE_DATA = 1;
  private static final int NODE_LINKS = 2;
  private static final int LINK_HASH = 1;
  private static final int LINK_NAME = 2;
  private static final int LINK_TSIZE = 3;
  private static final byte[] NO_NAME = {};

  private final byte[] bytes;
  private final int end;
  private int[] linkAt = new int[4]; // where the length of a link begins
  private int linkCount;
  private int dataAt = -1;
  private int dataLength;

  private PbNode(byte[] bytes, int offset, int length) throws DecodeException {
    this.bytes = bytes;
    this.end = offset + length;
    readNode(new ProtoReader(bytes, offset, length));
    linkAt = Arrays.copyOf(linkAt, linkCount);
  }

  /**
   * Decodes a block that fills a range of an array.
   *
   * @throws DecodeException when it is not dag-pb: a field unknown, twice or out of order, a link
   *     without a CID, an end too soon
   */
  public static PbNode decode(byte[] bytes, int offset, int length) throws DecodeException {
    try {
      return new PbNode(bytes, offset, length);
    } catch (DecodeException e) {
      throw new DecodeException("not a dag-pb block: " + e.getMessage(), e);
    }
  }

  /**
   * Decodes a block that fills an array.
   *
   * @throws DecodeException as for {@link #decode(byte[], int, int)}
   */
  public static PbNode decode(byte[] bytes) throws DecodeException {
    return decode(bytes, 0, bytes.length);
  }

  /** Data may come before the links, as in old blocks, or behind them, but not between them. */
  private void readNode(ProtoReader in) throws DecodeException {
    boolean linksEnded = false;
    while (in.nextField()) {
      in.requireWireType(ProtoReader.LENGTH_DELIMITED);
      int lengthAt = in.position();
      int length = in.length();
      switch (in.field()) {
        case NODE_LINKS -> {
          if (linksEnded) {
            throw new DecodeException("data between links");
          }
          checkLink(new ProtoReader(bytes, in.position(), length));
          addLink(lengthAt);
        }
        case NODE_DATA -> {
          if (hasData()) {
            throw new DecodeException("data twice");
          }
          dataAt = in.position();
          dataLength = length;
          linksEnded = linkCount > 0;
        }
        default -> throw new DecodeException("unknown field " + in.field() + " in a node");
      }
      in.advance(length);
    }
  }

  private void addLink(int lengthAt) {
    if (linkCount == linkAt.length) {
      linkAt = Arrays.copyOf(linkAt, linkCount * 2);
    }
    linkAt[linkCount++] = lengthAt;
  }

  private void checkLink(ProtoReader in) throws DecodeException {
    int last = 0;
    while (in.nextField()) {
      int field = in.field();
      if (field > LINK_TSIZE) {
        throw new DecodeException("unknown field " + field + " in link " + linkCount);
      } else if (last == 0 && field != LINK_HASH) {
        break;
      } else if (field <= last) {
        throw new DecodeException("fields twice or out of order in link " + linkCount);
      }
      checkLinkField(in);
      last = field;
    }
    if (last == 0) {
      throw new DecodeException("link " + linkCount + " does not begin with a CID");
    }
  }

  private void checkLinkField(ProtoReader in) throws DecodeException {
    if (in.field() == LINK_TSIZE) {
      in.requireWireType(ProtoReader.VARINT);
      in.varint();
      return;
    }
    in.requireWireType(ProtoReader.LENGTH_DELIMITED);
    int length = in.length();
    if (in.field() == LINK_HASH) {
      Cid.lengthAt(bytes, in.position(), in.position() + length);
    }
    in.advance(length);
  }

  /** How many links there are. */
  public int linkCount() {
    return linkCount;
  }

  /**
   * A link, in the order they are stored; a new object each time.
   *
   * @throws IndexOutOfBoundsException when there is none of that number
   */
  public PbLink link(int index) {
    try {
      return readLink(linkReader(index));
    } catch (DecodeException e) {
      throw changedWhileInUse(e);
    }
  }

  private ProtoReader linkReader(int index) throws DecodeException {
    ProtoReader in = new ProtoReader(bytes, linkAt[index], end - linkAt[index]);
    int length = in.length();
    return new ProtoReader(bytes, in.position(), length);
  }

  private PbLink readLink(ProtoReader in) throws DecodeException {
    Cid cid = null;
    byte[] name = NO_NAME;
    long tsize = -1;
    while (in.nextField()) {
      if (in.field() == LINK_TSIZE) {
        long unsigned = in.varint();
        tsize = unsigned < 0 ? Long.MAX_VALUE : unsigned;
        continue;
      }
      int length = in.length();
      int from = in.position();
      if (in.field() == LINK_HASH) {
        // bytes behind the CID are passed over, as in go
        cid = Cid.decode(bytes, from, Cid.lengthAt(bytes, from, from + length));
      } else if (length > 0) {
        name = Arrays.copyOfRange(bytes, from, from + length);
      }
      in.advance(length);
    }
    return new PbLink(cid, name, tsize);
  }

  /** Whether the name of a link begins with some bytes; makes no object of the link. */
  public boolean nameStartsWith(int index, byte[] prefix) {
    try {
      ProtoReader in = linkReader(index);
      while (in.nextField() && in.field() != LINK_TSIZE) {
        int length = in.length();
        int from = in.position();
        if (in.field() == LINK_NAME) {
          return length >= prefix.length
              && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
        }
        in.advance(length);
      }
      return prefix.length == 0;
    } catch (DecodeException e) {
      throw changedWhileInUse(e);
    }
  }

  private static IllegalStateException changedWhileInUse(DecodeException e) {
    return new IllegalStateException("the array was changed while the node was in use", e);
  }

  /** Whether there is data, be it empty. */
  public boolean hasData() {
    return dataAt >= 0;
  }

  /** Index in {@link #array} where the data begins; 0 when there is none. */
  public int dataOffset() {
    return Math.max(dataAt, 0);
  }

  /** Bytes of data; 0 when there is none. */
  public int dataLength() {
    return dataLength;
  }

  /** The array that was decoded, not a copy; the block may be a part of it. */
  public byte[] array() {
    return bytes;
  }
}
