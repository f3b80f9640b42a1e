// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.address;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ipfsfetch.ipns.IpnsName;
import org.ipfsfetch.multiformats.Cid;
import org.ipfsfetch.multiformats.Codec;
import org.ipfsfetch.multiformats.DecodeException;
import org.ipfsfetch.multiformats.Excerpt;
import org.ipfsfetch.multiformats.Multibase;

/** What a path begins at; its text is canonical. */
sealed interface Root {

  /** Decoding some bases takes time with the square of the length; a real root has 60 letters. */
  int MAX_LETTERS = 2048;

  /** Immutable content. A CIDv0 and its CIDv1 name the same. */
  record Content(Cid cid) implements Root {
    @Override
    public boolean equals(Object other) {
      return other instanceof Content that && cid.toV1().equals(that.cid.toV1());
    }

    @Override
    public int hashCode() {
      return cid.toV1().hashCode();
    }

    @Override
    public String toString() {
      return cid.toString();
    }
  }

  /** The name of a key. */
  record Key(IpnsName name) implements Root {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** A domain with a DNSLink, in lower case and ASCII. */
  record Domain(String name) implements Root {
    private static final int MAX_LETTERS = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    /** RFC 1035 as it is lived: underscores occur, a label never begins or ends with a hyphen. */
    static Domain parse(String text) throws AddressException {
      String ascii = toAscii(text).toLowerCase(Locale.ROOT);
      for (String label : ascii.split("\\.", -1)) {
        if (ascii.length() > MAX_LETTERS || !LABEL.matcher(label).matches()) {
          throw new AddressException(Excerpt.of(text) + " is not a domain name");
        }
      }
      return new Domain(ascii);
    }

    private static String toAscii(String text) throws AddressException {
      try {
        return IDN.toASCII(text);
      } catch (IllegalArgumentException e) {
        throw new AddressException(Excerpt.of(text) + " is not a domain name", e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Root parse(Namespace namespace, String text) throws AddressException {
    if (text.isEmpty()) {
      throw new AddressException(
          namespace == Namespace.IPFS ? "the CID is missing" : "the name is missing");
    }
    if (text.length() > MAX_LETTERS) {
      throw new AddressException(Excerpt.of(text) + " is too long for a CID or a name");
    }
    return namespace == Namespace.IPFS ? content(text) : name(text);
  }

  private static Root content(String text) throws AddressException {
    Cid cid;
    try {
      cid = Cid.parse(text);
    } catch (DecodeException e) {
      throw new AddressException(e.getMessage() + hint(text), e);
    }
    if (cid.codec() == Codec.LIBP2P_KEY) {
      throw new AddressException(
          Excerpt.of(text)
              + " names a key, not content: write ipns://"
              + cid.encode(Multibase.BASE36));
    }
    return new Content(cid);
  }

  /** What somebody may have meant by a text that is no CID. */
  private static String hint(String text) {
    try {
      return " (for a name, write ipns://" + name(text) + ")";
    } catch (AddressException noName) {
      return "";
    }
  }

  private static Root name(String text) throws AddressException {
    if (text.indexOf('.') >= 0) {
      return Domain.parse(text);
    }
    try {
      return new Key(IpnsName.parse(text));
    } catch (DecodeException e) {
      throw new AddressException(
          Excerpt.of(text)
              + " is neither the name of a key (12D3…, Qm…, k51…) nor a domain name, which has a"
              + " dot: "
              + e.getMessage(),
          e);
    }
  }
}
