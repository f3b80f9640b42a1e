// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.multiformats;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Xof;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * The hash functions that Java lacks, from Bouncy Castle. The only class that touches it, so that a
 * process which meets sha2 only does not load it.
 */
final class ForeignDigests {
  private ForeignDigests() {}

  static byte[] digest(long code, int wantedBytes, byte[] data, int offset, int length) {
    Digest function = function(code);
    function.update(data, offset, length);
    if (function instanceof Xof extendable) {
      byte[] out = new byte[wantedBytes];
      extendable.doFinal(out, 0, wantedBytes);
      return out;
    }
    byte[] out = new byte[function.getDigestSize()];
    function.doFinal(out, 0);
    return out;
  }

  private static Digest function(long code) {
    if (code == HashFunctions.SHAKE_256) {
      return new SHAKEDigest(256);
    } else if (code >= HashFunctions.KECCAK_224 && code <= HashFunctions.KECCAK_512) {
      int[] bits = {224, 256, 384, 512};
      return new KeccakDigest(bits[(int) (code - HashFunctions.KECCAK_224)]);
    } else if (code == HashFunctions.BLAKE3) {
      return new Blake3Digest();
    } else if (code >= HashFunctions.BLAKE2B_8 && code <= HashFunctions.BLAKE2B_512) {
      return new Blake2bDigest(8 * HashFunctions.blake2Bytes(code));
    } else if (code > HashFunctions.BLAKE2B_512 && code <= HashFunctions.BLAKE2S_256) {
      return new Blake2sDigest(8 * HashFunctions.blake2Bytes(code));
    }
    throw new IllegalArgumentException("not on the allow list: " + HashFunctions.name(code));
  }
}
