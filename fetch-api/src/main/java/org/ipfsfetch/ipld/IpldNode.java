// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.ipld;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Excerpt;

/**
 * A value of the IPLD data model, as DAG-CBOR and DAG-JSON hold it. Immutable.
 *
 * @see <a href="https://ipld.io/docs/data-model/kinds/">data model kinds</a>
 */
public sealed interface IpldNode {

  /** Hands over the links in here, in their order, also those that occur twice. */
  default void forEachLink(Consumer<Cid> receiver) {
    Deque<IpldNode> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      IpldNode node = open.pop();
      java.util.List<IpldNode> children = java.util.List.of();
      if (node instanceof Link link) {
        receiver.accept(link.cid());
      } else if (node instanceof List list) {
        children = list.items();
      } else if (node instanceof Map map) {
        children = java.util.List.copyOf(map.entries().values());
      }
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
  }

  /** No value. */
  record Null() implements IpldNode {
    static final Null INSTANCE = new Null();
  }

  /** True or false. */
  record Bool(boolean value) implements IpldNode {
    static final Bool TRUE = new Bool(true);
    static final Bool FALSE = new Bool(false);
  }

  /**
   * A whole number of -2^64 .. 2^64-1, in two parts as CBOR has it, which is small.
   *
   * @param negative whether the number is -1 - argument, else it is the argument
   * @param argument unsigned
   */
  record Int(boolean negative, long argument) implements IpldNode {
    private static final Int[] SMALL = new Int[256];

    static {
      for (int i = 0; i < SMALL.length; i++) {
        SMALL[i] = new Int(false, i);
      }
    }

    /** The number; small ones are not made again, a list of a million bytes is full of them. */
    static Int small(boolean negative, long argument) {
      return !negative && argument >= 0 && argument < SMALL.length
          ? SMALL[(int) argument]
          : new Int(negative, argument);
    }

    public static Int of(long value) {
      return value < 0 ? new Int(true, ~value) : new Int(false, value);
    }

    /**
     * @throws IllegalArgumentException when the number is outside the range
     */
    public static Int of(BigInteger value) {
      BigInteger argument = value.signum() < 0 ? value.not() : value;
      if (argument.bitLength() > Long.SIZE) {
        throw new IllegalArgumentException("beyond 64 bits: " + value);
      }
      return new Int(value.signum() < 0, argument.longValue());
    }

    /** The number, where it fits. */
    public OptionalLong asLong() {
      if (argument < 0) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(negative ? ~argument : argument);
    }

    public BigInteger value() {
      BigInteger unsigned = new BigInteger(Long.toUnsignedString(argument));
      return negative ? unsigned.not() : unsigned;
    }
  }

  /** A number with a fraction, or one written as such; neither NaN nor infinite. */
  record Real(double value) implements IpldNode {
    public Real {
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("not a number of the data model: " + value);
      }
    }
  }

  /** Text. */
  record Text(String value) implements IpldNode {
    public Text {
      Objects.requireNonNull(value);
    }
  }

  /** Bytes; neither side changes the array. */
  record Bytes(byte[] value) implements IpldNode {
    public Bytes {
      Objects.requireNonNull(value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[" + Excerpt.of(value) + "]";
    }
  }

  /** Values in order. */
  record List(java.util.List<IpldNode> items) implements IpldNode {
    public List {
      items = java.util.List.copyOf(items);
    }
  }

  /** Values by name, in the order they were read. */
  record Map(java.util.Map<String, IpldNode> entries) implements IpldNode {
    public Map {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** The name of another block. */
  record Link(Cid cid) implements IpldNode {
    public Link {
      Objects.requireNonNull(cid);
    }
  }
}
