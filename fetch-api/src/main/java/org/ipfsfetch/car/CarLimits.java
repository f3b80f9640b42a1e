// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.car;

/**
 * How much of a CAR is believed before it is read: no length beyond these is allocated.
 *
 * @param maxHeaderBytes of the header, which holds some 40 bytes for each root
 * @param maxBlockBytes of a block, its CID not counted
 * @param zeroLengthIsEnd whether a section of no bytes ends the CAR, as in files that were made
 *     longer in advance; else it is an error
 */
public record CarLimits(int maxHeaderBytes, int maxBlockBytes, boolean zeroLengthIsEnd) {
  public CarLimits {
    if (maxHeaderBytes < 1 || maxBlockBytes < 0) {
      throw new IllegalArgumentException(
          "limits of a CAR: header %d, block %d".formatted(maxHeaderBytes, maxBlockBytes));
    }
  }

  /**
   * Headers of 1 MiB: 25,000 roots, where a gateway sends one. Blocks of 4 MiB: twice what Bitswap
   * carries, so that all blocks which travel otherwise travel in a CAR too. Sections without bytes
   * are errors: in a stream they are a sign of damage.
   */
  public static CarLimits defaults() {
    return new CarLimits(1 << 20, 4 << 20, false);
  }
}
