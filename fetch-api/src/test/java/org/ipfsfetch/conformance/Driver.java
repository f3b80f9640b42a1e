// SPDX-FileCopyrightText: The ipfs-fetch authors
// SPDX-License-Identifier: Apache-2.0
package org.ipfsfetch.conformance;

import java.io.IOException;
import java.util.List;
import org.ipfsfetch.conformance.Fixtures.Fixture;

/** Turns a file of the fixtures into checks. */
@FunctionalInterface
interface Driver {
  List<Check> checks(Bench bench, Fixture fixture) throws IOException;
}
