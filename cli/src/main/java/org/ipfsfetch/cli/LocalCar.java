// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.ipfsfetch.car.CarFileBlockSource;
import org.ipfsfetch.retrieval.SourcePlan;

/**
 * A CAR file that stands for the network, or none.
 *
 * @param temporary a copy that goes away when this is closed
 */
record LocalCar(Optional<Path> file, Optional<Path> temporary) implements AutoCloseable {

  static LocalCar none() {
    return new LocalCar(Optional.empty(), Optional.empty());
  }

  static LocalCar at(Path file) {
    return new LocalCar(Optional.of(file), Optional.empty());
  }

  /** Content is read in the order of its tree, and a pipe can be read only once. */
  static LocalCar copyOf(InputStream in) throws IOException {
    Path copy = Files.createTempFile("ipfs-fetch-", ".car");
    LocalCar car = new LocalCar(Optional.of(copy), Optional.of(copy));
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return car;
    } catch (IOException | RuntimeException e) {
      car.close();
      throw e;
    }
  }

  /** The plan that asks the CAR and nobody else. */
  Optional<SourcePlan> plan() throws IOException {
    return file.isPresent()
        ? Optional.of(SourcePlan.first(CarFileBlockSource.of(file.get())))
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (temporary.isPresent()) {
      Files.deleteIfExists(temporary.get());
    }
  }
}
