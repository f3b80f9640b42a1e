// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

/**
 * Numbers of the multicodec table that say how the bytes behind a CID are to be read.
 *
 * @see <a href="https://github.com/multiformats/multicodec/blob/master/table.csv">multicodec
 *     table</a>
 */
public final class Codec {
  /** Plain bytes: a leaf without links. */
  public static final long RAW = 0x55;

  /** Plain CBOR, without links. */
  public static final long CBOR = 0x51;

  /** MerkleDAG protobuf: UnixFS files and directories. */
  public static final long DAG_PB = 0x70;

  /** CBOR with links. */
  public static final long DAG_CBOR = 0x71;

  /** A public key or its hash: names of IPNS, never a block. */
  public static final long LIBP2P_KEY = 0x72;

  /** Git objects. */
  public static final long GIT_RAW = 0x78;

  /** Signed or encrypted objects. */
  public static final long DAG_JOSE = 0x85;

  /** JSON with links. */
  public static final long DAG_JSON = 0x0129;

  /** Plain JSON, without links. */
  public static final long JSON = 0x0200;

  /** A CAR as one block. */
  public static final long CAR = 0x0202;

  private Codec() {}

  /** The name in the multicodec table, or the number in hexadecimal where it is not known here. */
  public static String name(long codec) {
    if (codec == RAW) {
      return "raw";
    } else if (codec == DAG_PB) {
      return "dag-pb";
    } else if (codec == DAG_CBOR) {
      return "dag-cbor";
    } else if (codec == DAG_JSON) {
      return "dag-json";
    }
    return rareName(codec);
  }

  private static String rareName(long codec) {
    if (codec == CBOR) {
      return "cbor";
    } else if (codec == JSON) {
      return "json";
    } else if (codec == LIBP2P_KEY) {
      return "libp2p-key";
    } else if (codec == GIT_RAW) {
      return "git-raw";
    } else if (codec == DAG_JOSE) {
      return "dag-jose";
    } else if (codec == CAR) {
      return "car";
    }
    return "0x" + Long.toHexString(codec);
  }
}
