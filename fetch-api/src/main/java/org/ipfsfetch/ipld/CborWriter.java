// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ipfsfetch.multiformats.Cid;

/** Writes one value in its only dag-cbor form. For one thread and one use. */
final class CborWriter {
  /** Shorter keys first, equally long ones in the order of their bytes. */
  private static final Comparator<Key> KEY_ORDER =
      Comparator.<Key>comparingInt(key -> key.utf8().length)
          .thenComparing(Key::utf8, Arrays::compareUnsigned);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int depth;

  private record Key(byte[] utf8, IpldNode value) {}

  byte[] write(IpldNode node) {
    put(node);
    return out.toByteArray();
  }

  private void put(IpldNode node) {
    if (node instanceof IpldNode.Null) {
      out.write(0xf6);
    } else if (node instanceof IpldNode.Bool bool) {
      out.write(bool.value() ? 0xf5 : 0xf4);
    } else if (node instanceof IpldNode.Int number) {
      head(number.negative() ? 1 : 0, number.argument());
    } else if (node instanceof IpldNode.Real real) {
      out.write(0xfb);
      bigEndian(Double.doubleToRawLongBits(real.value()), 8);
    } else if (node instanceof IpldNode.Text text) {
      putText(Utf8.encode(text.value()));
    } else if (node instanceof IpldNode.Bytes bytes) {
      head(2, bytes.value().length);
      out.writeBytes(bytes.value());
    } else if (node instanceof IpldNode.Link link) {
      putLink(link.cid());
    } else if (node instanceof IpldNode.List list) {
      putList(list.items());
    } else if (node instanceof IpldNode.Map map) {
      putMap(map.entries());
    }
  }

  private void putText(byte[] utf8) {
    head(3, utf8.length);
    out.writeBytes(utf8);
  }

  private void putLink(Cid cid) {
    head(6, 42);
    head(2, cid.byteLength() + 1);
    out.write(0);
    out.writeBytes(cid.bytes());
  }

  private void putList(List<IpldNode> items) {
    enter();
    head(4, items.size());
    for (IpldNode item : items) { // a lambda would take twice the stack at each level
      put(item);
    }
    depth--;
  }

  private void putMap(Map<String, IpldNode> entries) {
    enter();
    head(5, entries.size());
    for (Key key : sorted(entries)) {
      putText(key.utf8());
      put(key.value());
    }
    depth--;
  }

  private static List<Key> sorted(Map<String, IpldNode> entries) {
    return entries.entrySet().stream()
        .map(entry -> new Key(Utf8.encode(entry.getKey()), entry.getValue()))
        .sorted(KEY_ORDER)
        .toList();
  }

  private void enter() {
    if (++depth > DataModelLimits.MAX_DEPTH) {
      throw new IllegalArgumentException("nested deeper than " + DataModelLimits.MAX_DEPTH);
    }
  }

  private void head(int major, long argument) {
    int type = major << 5;
    if (argument >= 0 && argument < 24) {
      out.write(type | (int) argument);
    } else if (argument >= 0 && argument < 1 << 8) {
      out.write(type | 24);
      bigEndian(argument, 1);
    } else if (argument >= 0 && argument < 1 << 16) {
      out.write(type | 25);
      bigEndian(argument, 2);
    } else if (argument >= 0 && argument < 1L << 32) {
      out.write(type | 26);
      bigEndian(argument, 4);
    } else {
      out.write(type | 27);
      bigEndian(argument, 8);
    }
  }

  private void bigEndian(long value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
